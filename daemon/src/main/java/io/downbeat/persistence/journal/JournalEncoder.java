package io.downbeat.persistence.journal;

import io.downbeat.fade.FadeTiming;
import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.persistence.chunks.ChunkedBytes;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.UndoHistorySnapshot.Kept;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.snapshot.RunningTakeLog;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Writes values. An object that a document shares with an earlier one is written once: after an
 * edit, only what the edit made is new. One encoder serves one file from its beginning.
 */
final class JournalEncoder {

    /** Types of which objects are kept from one state to the next. */
    private static final Set<Class<?>> SHARED =
            Set.of(
                    Document.class,
                    Session.class,
                    Node.class,
                    Parameter.class,
                    Track.class,
                    Clip.class,
                    Scene.class,
                    CueList.class,
                    Arrangement.class,
                    ArrangementState.class,
                    ParamPath.class,
                    EngineSnapshot.Arrangement.class,
                    Step.class,
                    FadeTiming.class,
                    GlobalLaunchSettings.class,
                    EngineSnapshot.Transport.class,
                    EngineSnapshot.TempoChanges.class,
                    EngineSnapshot.Clock.class,
                    EngineSnapshot.Launches.class,
                    EngineSnapshot.Fades.class,
                    EngineSnapshot.RunningFade.class);

    /** What an entry of a take is. */
    static final int EVENT = 0;

    static final int MOVE = 1;
    static final int TEXT_MOVE = 2;

    /** A take, and how many of its entries are written. */
    private record WrittenTake(int place, int size) {}

    private final IdentityHashMap<RunningTakeLog, WrittenTake> takes = new IdentityHashMap<>();
    private final JournalTypeRegistry all = JournalTypeRegistry.all();
    private final Map<Class<?>, Integer> types = new HashMap<>();
    private final IdentityHashMap<Object, Integer> places = new IdentityHashMap<>();
    private ChunkedBytes bytes = new ChunkedBytes();
    private DataOutputStream out = new DataOutputStream(bytes);

    /** What was written since the last call. */
    ChunkedBytes drain() {
        ChunkedBytes written = bytes;
        bytes = new ChunkedBytes();
        out = new DataOutputStream(bytes);
        return written;
    }

    /** Writes a snapshot without its values. */
    void snapshot(EngineSnapshot snapshot) {
        try {
            UndoHistorySnapshot history = snapshot.history();
            int undo = define(Kept.bottomUp(history.undo(), history.undoCount()));
            int redo = define(Kept.bottomUp(history.redo(), Integer.MAX_VALUE));
            out.writeInt(undo);
            out.writeInt(history.undoCount());
            out.writeInt(redo);
            out.writeLong(history.oldestState());
            out.writeLong(history.lastState());
            value(withoutHistory(snapshot));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private static EngineSnapshot withoutHistory(EngineSnapshot snapshot) {
        return snapshot.with(ParameterValueList.EMPTY)
                .with(new UndoHistorySnapshot(Optional.empty(), 0, Optional.empty(), 0, 0));
    }

    /** Writes the steps that are new, from the lowest on; returns the place of the highest. */
    private int define(List<Kept> bottomUp) throws IOException {
        int below = -1;
        int known = 0;
        while (known < bottomUp.size()) {
            Integer place = places.get(bottomUp.get(known));
            if (place == null) {
                break;
            }
            below = place;
            known++;
        }
        out.writeInt(bottomUp.size() - known);
        for (Kept kept : bottomUp.subList(known, bottomUp.size())) {
            tag(JournalValueTypeByte.KEPT);
            value(kept.step());
            out.writeLong(kept.state());
            out.writeInt(below);
            below = places.size();
            places.put(kept, below);
        }
        return below;
    }

    void number(long number) {
        try {
            out.writeLong(number);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    void text(String text) {
        try {
            string(text);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** A live value; empty if it was unset. */
    void liveValue(int parameter, Optional<ParamValue> value) {
        try {
            out.writeInt(parameter);
            value(value);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private void value(Object value) throws IOException {
        Integer place = isShared(value) ? places.get(value) : null;
        if (place != null) {
            tag(JournalValueTypeByte.SAME);
            out.writeInt(place);
            return;
        }
        boolean shared = isShared(value);
        if (shared) {
            tag(JournalValueTypeByte.SHARED);
        }
        content(value);
        if (shared) {
            // After what is in it: so the reader, too, has made the parts first.
            places.put(value, places.size());
        }
    }

    private static boolean isShared(Object value) {
        return SHARED.contains(value.getClass())
                || value instanceof Graph
                || value instanceof ParameterValueList
                || value instanceof ParameterLane;
    }

    private void content(Object value) throws IOException {
        switch (value) {
            case Boolean on -> tag(on ? JournalValueTypeByte.TRUE : JournalValueTypeByte.FALSE);
            case Integer number -> {
                tag(JournalValueTypeByte.INT);
                out.writeInt(number);
            }
            case Long number -> {
                tag(JournalValueTypeByte.LONG);
                out.writeLong(number);
            }
            case Double number -> {
                tag(JournalValueTypeByte.DOUBLE);
                out.writeDouble(number);
            }
            case String text -> {
                tag(JournalValueTypeByte.STRING);
                string(text);
            }
            case Optional<?> optional -> {
                tag(
                        optional.isPresent()
                                ? JournalValueTypeByte.PRESENT
                                : JournalValueTypeByte.EMPTY);
                if (optional.isPresent()) {
                    value(optional.get());
                }
            }
            case OptionalInt optional -> {
                tag(
                        optional.isPresent()
                                ? JournalValueTypeByte.PRESENT_INT
                                : JournalValueTypeByte.EMPTY_INT);
                if (optional.isPresent()) {
                    out.writeInt(optional.getAsInt());
                }
            }
            case OptionalDouble optional -> {
                tag(
                        optional.isPresent()
                                ? JournalValueTypeByte.PRESENT_DOUBLE
                                : JournalValueTypeByte.EMPTY_DOUBLE);
                if (optional.isPresent()) {
                    out.writeDouble(optional.getAsDouble());
                }
            }
            case List<?> list -> {
                tag(JournalValueTypeByte.LIST);
                out.writeInt(list.size());
                for (Object each : list) {
                    value(each);
                }
            }
            case Map<?, ?> map -> {
                tag(JournalValueTypeByte.MAP);
                out.writeInt(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    value(entry.getKey());
                    value(entry.getValue());
                }
            }
            case Enum<?> constant -> {
                int type = type(constant.getDeclaringClass(), List.of());
                tag(JournalValueTypeByte.WORD);
                out.writeInt(type);
                string(constant.name().toLowerCase(Locale.ROOT));
            }
            case Graph graph -> graph(graph);
            case ParameterValueList values -> snapshot(values);
            case ParameterLane lane -> lane(lane);
            case RunningTakeLog.Part take -> take(take);
            default -> record(value);
        }
    }

    private void record(Object value) throws IOException {
        JournalTypeRegistry.RecordType record = all.record(value.getClass());
        int type = type(record.type(), record.names());
        tag(JournalValueTypeByte.RECORD);
        out.writeInt(type);
        for (var accessor : record.accessors()) {
            value(JournalTypeRegistry.read(accessor, value));
        }
    }

    /** The place of a type; a new one is written first. */
    private int type(Class<?> type, List<String> names) throws IOException {
        Integer place = types.get(type);
        if (place != null) {
            return place;
        }
        tag(JournalValueTypeByte.TYPE);
        string(JournalTypeRegistry.word(type));
        out.writeInt(names.size());
        for (String name : names) {
            string(name);
        }
        types.put(type, types.size());
        return types.size() - 1;
    }

    private void graph(Graph graph) throws IOException {
        tag(JournalValueTypeByte.GRAPH);
        value(graph.nodes());
        out.writeInt(graph.numbers());
        for (int number = 0; number < graph.numbers(); number++) {
            value(graph.parameter(number));
        }
    }

    private void snapshot(ParameterValueList values) throws IOException {
        tag(JournalValueTypeByte.SNAPSHOT);
        out.writeInt(values.size());
        for (int index = 0; index < values.size(); index++) {
            out.writeInt(values.parameter(index));
            out.writeBoolean(values.isText(index));
            if (values.isText(index)) {
                string(values.text(index));
            } else {
                out.writeDouble(values.number(index));
            }
        }
    }

    private void lane(ParameterLane lane) throws IOException {
        tag(JournalValueTypeByte.LANE);
        string(lane.path().node());
        string(lane.path().param());
        out.writeInt(lane.size());
        for (int index = 0; index < lane.size(); index++) {
            out.writeLong(lane.at(index).micro());
            out.writeBoolean(lane.glidesTo(index));
            out.writeBoolean(lane.isText(index));
            if (lane.isText(index)) {
                string(lane.text(index));
            } else {
                out.writeDouble(lane.number(index));
            }
        }
    }

    /** Only what it has recorded since the last time, however long it is. */
    private void take(RunningTakeLog.Part take) throws IOException {
        WrittenTake written = takes.get(take.log());
        if (written == null) {
            written = new WrittenTake(takes.size(), 0);
        }
        tag(JournalValueTypeByte.TAKE);
        out.writeInt(written.place());
        out.writeInt(take.size() - written.size());
        takes.put(take.log(), new WrittenTake(written.place(), take.size()));
        var entries = new TakeEntries();
        take.read(written.size(), entries);
        if (entries.failure != null) {
            throw entries.failure;
        }
    }

    /** Writes the entries of a take. */
    private final class TakeEntries implements RunningTakeLog.Reader {
        private @Nullable IOException failure;

        @Override
        public void onEvent(ArrangementEvent event) {
            try {
                out.writeByte(EVENT);
                value(event);
            } catch (IOException never) {
                failure = never;
            }
        }

        @Override
        public void onMove(Beats at, ParamPath path, ParamValue moved) {
            try {
                boolean isText = moved instanceof ParamValue.Text;
                out.writeByte(isText ? TEXT_MOVE : MOVE);
                out.writeLong(at.micro());
                value(path);
                switch (moved) {
                    case ParamValue.Text(var text) -> string(text);
                    case ParamValue.Numeric(var number) -> out.writeDouble(number);
                }
            } catch (IOException never) {
                failure = never;
            }
        }
    }

    private void string(String text) throws IOException {
        byte[] letters = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(letters.length);
        out.write(letters);
    }

    private void tag(JournalValueTypeByte type) throws IOException {
        out.writeByte(type.number());
    }
}
