package io.downbeat.output;

import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.EventMessage;
import io.downbeat.rig.EventTrigger;
import io.downbeat.rig.MessageTemplate;
import io.downbeat.rig.Placeholder;
import io.downbeat.rig.TemplateText;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.BarBeat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the messages that an output sends for events, as its {@code [[output.on]]} tables in the
 * rig say. They are for programs that have clips, cues and columns of their own. In an address,
 * characters that OSC forbids become {@code -}; in an argument, names stay as they are. Immutable.
 */
final class EventMessages {

    private final List<EventMessage> lines;

    /**
     * @param lines the messages that the tables of one output want
     */
    EventMessages(List<EventMessage> lines) {
        this.lines = List.copyOf(lines);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Whether a message is wanted for beats or bar lines. */
    boolean hasBeatEvents() {
        return lines.stream()
                .map(EventMessage::event)
                .anyMatch(event ->
                        event == EventTrigger.SimpleTrigger.BEAT
                                || event == EventTrigger.SimpleTrigger.BAR);
    }

    /** Whether a message is wanted for an event. */
    boolean matches(OutputEvent event, SessionView view) {
        return lines.stream().anyMatch(line -> event.isMeantBy(line.event(), view));
    }

    /** The messages for events, in the order of the rig file. */
    List<OscMessage> of(List<OutputEvent> all, SessionView view) {
        var messages = new ArrayList<OscMessage>();
        for (OutputEvent one : all) {
            for (EventMessage line : lines) {
                if (one.isMeantBy(line.event(), view)) {
                    messages.add(message(line.send(), one, view));
                }
            }
        }
        return messages;
    }

    private static OscMessage message(MessageTemplate send, OutputEvent one, SessionView view) {
        return new OscMessage(
                send.address()
                        .filled(placeholder -> OscAddressParts.part(words(placeholder, one, view))),
                send.arguments().stream().map(argument -> argument(argument, one, view)).toList());
    }

    private static OscArgument argument(
            MessageTemplate.Argument argument, OutputEvent one, SessionView view) {
        return switch (argument) {
            case MessageTemplate.IntArgument(int number) -> OscArgument.i(number);
            case MessageTemplate.FloatArgument(double number) ->
                    OscArgument.f(NumberConversion.single(number));
            case MessageTemplate.BooleanArgument(boolean on) -> OscArgument.bool(on);
            case MessageTemplate.TextArgument(TemplateText text) ->
                    text.onlyPlaceholder()
                            .map(only -> value(only, one, view))
                            .orElseGet(() ->
                                    OscArgument.s(
                                            text.filled(
                                                    placeholder -> words(placeholder, one, view))));
        };
    }

    private static String words(Placeholder placeholder, OutputEvent one, SessionView view) {
        OscArgument value = value(placeholder, one, view);
        return value.text().orElseGet(() -> NumberConversion.words(value.number().orElse(0)));
    }

    private static OscArgument value(Placeholder placeholder, OutputEvent one, SessionView view) {
        return switch (placeholder) {
            case SCENE -> OscArgument.i(one.scene());
            case SCENE_NAME -> name(view.session().scene(one.scene()));
            case TRACK -> OscArgument.i(one.track());
            case TRACK_NAME -> name(view.session().track(one.track()));
            case CLIP -> OscArgument.i(one.clip());
            case CLIP_NAME ->
                    name(view.session().track(one.track()).flatMap(of -> of.clip(one.clip())));
            case BAR -> OscArgument.clampedInt(count(one, view).bar());
            case BEAT -> OscArgument.i(count(one, view).beat());
            case TEMPO -> OscArgument.f(NumberConversion.single(view.transport().tempo().bpm()));
            case COUNTDOWN -> OscArgument.f(NumberConversion.single(one.countdown()));
            case NODE, PARAM, VALUE ->
                    throw new IllegalArgumentException(placeholder + " has no meaning in an event");
        };
    }

    private static BarBeat count(OutputEvent one, SessionView view) {
        return view.transport().meter().at(one.at());
    }

    private static OscArgument name(Optional<? extends AddressableObject> object) {
        return OscArgument.s(object.map(AddressableObject::name).orElse(""));
    }
}
