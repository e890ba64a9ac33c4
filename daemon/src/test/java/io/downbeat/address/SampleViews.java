package io.downbeat.address;

import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleViewBuilder;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes views of small sessions: tracks Drums (kit/decay, kit/type, kit/pattern) and Bass
 * (synth/cutoff) with a given number of clips each, and two scenes.
 */
public final class SampleViews {

    public static final ObjectNamesInAddresses SPELLING =
            new OscObjectNamesInAddresses(AddressSpace.load());

    private SampleViews() {}

    public static SessionView view() {
        return view(new Held(parameters()));
    }

    public static SessionView view(Held values) {
        Session session =
                new Session(
                        List.of(
                                track("tr_drums", "Drums", "kit", 0, "Intro", "Drop it", "Out"),
                                track("tr_bass", "Bass", "synth", 3, "Low", "High")),
                        List.of(scene("sc_1", "Start"), scene("sc_2", "Drop")),
                        List.of(
                                new CueList(
                                        "cp_1",
                                        "Show",
                                        List.of(
                                                new CueList.Step(
                                                        "st_1",
                                                        "sc_2",
                                                        CueList.Advance.AFTER_BARS,
                                                        8)),
                                        Optional.empty(),
                                        0.3)));
        var transport =
                new TransportState(
                        true,
                        new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(0)),
                        Meter.COMMON);
        return SampleViewBuilder.idle("set", new Document(graph(), session), transport, values)
                .with(GlobalLaunchSettings.USUAL.withQuantize(Quantize.BAR))
                .view();
    }

    public static SessionView with(SessionView view, int track, TrackState state) {
        var states = new ArrayList<>(view.tracks());
        states.set(track - 1, state);
        return with(view, states, view.scenes(), view.transport());
    }

    public static SessionView with(
            SessionView view,
            List<TrackState> states,
            SceneStates scenes,
            TransportState transport) {
        return SampleViewBuilder.from(view).withTracks(states).with(scenes).with(transport).view();
    }

    public static SessionView with(SessionView view, GlobalLaunchSettings settings) {
        return SampleViewBuilder.from(view).with(settings).view();
    }

    public static List<Parameter> parameters() {
        return List.of(
                parameter(0, "kit", "decay", false, "s"),
                parameter(1, "kit", "type", false, ""),
                parameter(2, "kit", "pattern", true, ""),
                parameter(3, "synth", "cutoff", false, "Hz"));
    }

    private static Graph graph() {
        return new Graph(
                List.of(
                        new Node("kit", "drums", List.of(0, 1, 2)),
                        new Node("synth", "mono", List.of(3))),
                parameters());
    }

    private static Parameter parameter(
            int number, String node, String name, boolean text, String unit) {
        return new Parameter(
                number,
                new ParamPath(node, name),
                text,
                Optional.empty(),
                true,
                false,
                false,
                Range.stated(0, 4),
                unit,
                false);
    }

    private static Track track(String id, String name, String node, int param, String... clips) {
        var made = new ArrayList<Clip>();
        for (String clip : clips) {
            made.add(
                    new Clip(
                            id + "_" + clip,
                            clip,
                            ParameterValueList.of(param, ParamValue.of(made.size())),
                            List.of(
                                    new Clip.Stored(
                                            new ParamPath("gone", "x y"), ParamValue.of("old"))),
                            Optional.empty(),
                            LaunchMode.TRIGGER,
                            Optional.empty(),
                            FollowAction.NONE,
                            "rgb(1,2,3)"));
        }
        return new Track(id, name, List.of(node), made, Optional.empty(), false, "");
    }

    private static Scene scene(String id, String name) {
        return new Scene(
                id,
                name,
                List.of(new Scene.Assignment("tr_drums", Optional.of("tr_drums_Drop it"))),
                0,
                FollowAction.NONE,
                "");
    }

    /** Live values in a map. */
    public static final class Held implements LiveValues {
        private final List<Parameter> parameters;
        private final Map<Integer, ParamValue> values = new LinkedHashMap<>();

        public Held(List<Parameter> parameters) {
            this.parameters = parameters;
        }

        public void put(int parameter, ParamValue value) {
            values.put(parameters.get(parameter).number(), value);
        }

        @Override
        public Optional<ParamValue> value(int parameter) {
            return Optional.ofNullable(values.get(parameter));
        }

        @Override
        public double number(int parameter) {
            return value(parameter)
                    .map(v -> v instanceof ParamValue.Numeric(var number) ? number : 0.0)
                    .orElse(0.0);
        }

        @Override
        public String text(int parameter) {
            return value(parameter)
                    .map(v -> v instanceof ParamValue.Text(var text) ? text : "")
                    .orElse("");
        }

        @Override
        public boolean isSet(int parameter) {
            return values.containsKey(parameter);
        }

        @Override
        public LiveValues frozenCopy() {
            var copy = new Held(parameters);
            copy.values.putAll(values);
            return copy;
        }
    }
}
