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
 * Makes the messages that an output sends for events, by its {@code [[output.on]]} tables in the
 * rig. They are for programs that have clips, cues and columns of their own. In an address,
 * characters that OSC forbids become {@code -}; in an argument, names stay as they are. Immutable.
 */
final class EventMessages {

    private final List<EventMessage> templates;

    /**
     * @param templates one for each table of the output
     */
    EventMessages(List<EventMessage> templates) {
        this.templates = List.copyOf(templates);
    }

    boolean isEmpty() {
        return templates.isEmpty();
    }

    /** Whether a message is wanted for beats or bar lines. */
    boolean hasBeatEvents() {
        return templates.stream()
                .map(EventMessage::event)
                .anyMatch(event ->
                        event == EventTrigger.SimpleTrigger.BEAT
                                || event == EventTrigger.SimpleTrigger.BAR);
    }

    /** Whether a message is wanted for an event. */
    boolean matches(OutputEvent event, SessionView view) {
        return templates.stream().anyMatch(template -> event.matches(template.event(), view));
    }

    /** The messages for events, in the order of the rig file. */
    List<OscMessage> of(List<OutputEvent> all, SessionView view) {
        var messages = new ArrayList<OscMessage>();
        for (OutputEvent event : all) {
            for (EventMessage template : templates) {
                if (event.matches(template.event(), view)) {
                    messages.add(message(template.send(), event, view));
                }
            }
        }
        return messages;
    }

    private static OscMessage message(MessageTemplate send, OutputEvent event, SessionView view) {
        return new OscMessage(
                send.address()
                        .filled(placeholder ->
                                OscAddressParts.part(words(placeholder, event, view))),
                send.arguments().stream()
                        .map(argument -> argument(argument, event, view))
                        .toList());
    }

    private static OscArgument argument(
            MessageTemplate.Argument argument, OutputEvent event, SessionView view) {
        return switch (argument) {
            case MessageTemplate.IntArgument(int number) -> OscArgument.i(number);
            case MessageTemplate.FloatArgument(double number) ->
                    OscArgument.f(OscNumberTypeConversion.asFloat(number));
            case MessageTemplate.BooleanArgument(boolean on) -> OscArgument.bool(on);
            case MessageTemplate.TextArgument(TemplateText text) ->
                    text.onlyPlaceholder()
                            .map(only -> value(only, event, view))
                            .orElseGet(() ->
                                    OscArgument.s(
                                            text.filled(placeholder ->
                                                    words(placeholder, event, view))));
        };
    }

    private static String words(Placeholder placeholder, OutputEvent event, SessionView view) {
        OscArgument value = value(placeholder, event, view);
        return value.text()
                .orElseGet(() -> OscNumberTypeConversion.asText(value.number().orElse(0)));
    }

    private static OscArgument value(Placeholder placeholder, OutputEvent event, SessionView view) {
        return switch (placeholder) {
            case SCENE -> OscArgument.i(event.scene());
            case SCENE_NAME -> name(view.session().scene(event.scene()));
            case TRACK -> OscArgument.i(event.track());
            case TRACK_NAME -> name(view.session().track(event.track()));
            case CLIP -> OscArgument.i(event.clip());
            case CLIP_NAME ->
                    name(view.session().track(event.track()).flatMap(of -> of.clip(event.clip())));
            case BAR -> OscArgument.clampedInt(count(event, view).bar());
            case BEAT -> OscArgument.i(count(event, view).beat());
            case TEMPO ->
                    OscArgument.f(OscNumberTypeConversion.asFloat(view.transport().tempo().bpm()));
            case COUNTDOWN -> OscArgument.f(OscNumberTypeConversion.asFloat(event.countdown()));
            case NODE, PARAM, VALUE ->
                    throw new IllegalArgumentException(placeholder + " has no meaning in an event");
        };
    }

    private static BarBeat count(OutputEvent event, SessionView view) {
        return view.transport().meter().at(event.at());
    }

    private static OscArgument name(Optional<? extends AddressableObject> object) {
        return OscArgument.s(object.map(AddressableObject::name).orElse(""));
    }
}
