package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Replaces the present session with one that was read from a file, on the next boundary of the
 * global quantization. The position does not change, and neither does anything that a file does not
 * contain.
 */
final class SessionLoader {

    private final SessionDocument document;
    private final Editor editor;
    private final Transport transport;
    private final TempoControl tempoControl;
    private final ClockSourceFollower clockSourceFollower;
    private final Decks decks;
    private final TurnEvents events;
    private final Supplier<SessionView> view;
    private final Consumer<CommandContext> beforeLoad;
    private Optional<QueuedLoad> queued = Optional.empty();

    /**
     * A load that waits for its boundary.
     *
     * @param meter the signature that the boundary was counted in
     * @param jumpedAt the latest jump of the position before it was counted
     */
    private record QueuedLoad(
            Command.ReportLoad load,
            Quantize quantize,
            Beats due,
            Meter meter,
            HostMicros jumpedAt) {}

    /**
     * @param view the present view, with live values
     * @param beforeLoad ends what belongs to the session before
     */
    SessionLoader(
            SessionDocument document,
            Editor editor,
            Transport transport,
            TempoControl tempoControl,
            ClockSourceFollower clockSourceFollower,
            Decks decks,
            TurnEvents events,
            Supplier<SessionView> view,
            Consumer<CommandContext> beforeLoad) {
        this.document = document;
        this.editor = editor;
        this.transport = transport;
        this.tempoControl = tempoControl;
        this.clockSourceFollower = clockSourceFollower;
        this.decks = decks;
        this.events = events;
        this.view = view;
        this.beforeLoad = beforeLoad;
    }

    /** The beat on which a load is due, or {@link Beats#never}. */
    Beats next() {
        return queued.map(QueuedLoad::due).orElse(Beats.never());
    }

    /**
     * Queues a load for the next boundary. It takes the place of one that waits already, which is
     * refused. While the transport is stopped nothing waits.
     */
    void queue(Command.ReportLoad load, CommandContext context) {
        queued.ifPresent(earlier ->
                events.emit(
                        new Event.Refused(
                                context.beat(),
                                earlier.load().asker(),
                                earlier.load().address(),
                                Refusal.Code.BUSY,
                                earlier.load().loaded().name()
                                        + " is not loaded: another load came before its boundary")));
        queued = Optional.of(queuedFrom(load, document.settings().quantize(), context.beat()));
        performIfDue(context);
    }

    private QueuedLoad queuedFrom(Command.ReportLoad load, Quantize quantize, Beats from) {
        Beats due = quantize.grid(transport.meter()).map(grid -> grid.next(from)).orElse(from);
        return new QueuedLoad(load, quantize, due, transport.meter(), transport.jumpedAt());
    }

    /** Counts the boundary again after a jump or another signature. */
    void recountBoundary(CommandContext context) {
        if (queued.isEmpty()) {
            return;
        }
        QueuedLoad present = queued.get();
        boolean isStillValid =
                present.meter().equals(transport.meter())
                        && present.jumpedAt().equals(transport.jumpedAt());
        if (!isStillValid && present.due().isAfter(context.beat())) {
            queued = Optional.of(queuedFrom(present.load(), present.quantize(), context.beat()));
        }
        performIfDue(context);
    }

    private void performIfDue(CommandContext context) {
        if (queued.isPresent()
                && (!transport.playing() || !queued.get().due().isAfter(context.beat()))) {
            perform(context);
        }
    }

    /** Loads the queued session now. */
    void perform(CommandContext context) {
        Command.ReportLoad load = queued.orElseThrow().load();
        queued = Optional.empty();
        beforeLoad.accept(context);
        Optional<SessionView> unsaved = Optional.empty();
        if (editor.isEdited()) {
            SessionView before = view.get();
            unsaved = Optional.of(before.with(before.values().frozenCopy()));
        }
        GraphFileContents loaded = load.loaded().inPlaceOf(document.graph());
        editor.load(loaded, context);
        for (GraphFileContents.ActiveClip active : loaded.active()) {
            var clip = new ClipId(new TrackId(active.trackId()), active.clipId());
            if (document.isThere(clip)) {
                decks.restore(clip, context.beat());
            }
        }
        setTime(loaded, load.clock(), context);
        events.emit(
                new Event.SessionLoaded(
                        context.beat(),
                        load.asker(),
                        loaded.name(),
                        load.load(),
                        load.warnings(),
                        unsaved));
    }

    /** Tempo and signature are the file's, unless another clock owns the tempo. */
    private void setTime(GraphFileContents loaded, ClockSource clock, CommandContext context) {
        boolean own =
                clockSourceFollower.source() == ClockSource.INTERNAL
                        || clockSourceFollower.source() == ClockSource.NODE;
        if (own) {
            clockSourceFollower.switchTo(clock, context);
        }
        clockSourceFollower.realign();
        transport.setMeter(loaded.meter(), context);
        if (clockSourceFollower.source() == ClockSource.INTERNAL) {
            tempoControl.set(loaded.tempo(), context);
        }
    }
}
