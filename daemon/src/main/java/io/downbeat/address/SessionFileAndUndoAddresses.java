package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.flag;
import static io.downbeat.address.ValueToOscArguments.text;
import static io.downbeat.address.ValueToOscArguments.texts;

import io.downbeat.session.command.Command;

/** The session file, undo and redo. */
final class SessionFileAndUndoAddresses {

    private SessionFileAndUndoAddresses() {}

    static void add(AddressTableBuilder rows) {
        rows.at("/session/save").fires(call -> new Command.Save(call.optionalText(0), false));
        rows.at("/session/save/force").fires(call -> new Command.Save(call.optionalText(0), true));
        rows.at("/session/load").fires(call -> new Command.Load(call.optionalText(0)));
        rows.at("/session/name").reads((view, at) -> text(view.view().name()));
        rows.at("/session/list").reads((view, at) -> texts(view.view().folder()));
        rows.at("/session/dirty").reads((view, at) -> flag(view.view().edited()));
        rows.at("/undo").fires(call -> new Command.Undo());
        rows.at("/redo").fires(call -> new Command.Redo());
        rows.at("/undo/name").reads((view, at) -> text(view.view().steps().undo()));
        rows.at("/redo/name").reads((view, at) -> text(view.view().steps().redo()));
    }
}
