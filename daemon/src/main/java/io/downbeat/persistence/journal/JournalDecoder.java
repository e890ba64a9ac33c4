package io.downbeat.persistence.journal;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.editing.UndoHistorySnapshot.Kept;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.snapshot.RunningTakeLog;
import io.downbeat.time.Beats;

import java.lang.reflect.InvocationTargetException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads what a {@link JournalEncoder} wrote, record by record. All of it throws {@link
 * JournalFormatException} on what it does not know.
 */
final class JournalDecoder {

    /** A type as the file describes it. */
    private record FileType(String word, List<String> names) {}

    /**
     * A value that this program does not know, or that holds one. It is skipped where it stands in
     * a component that this program does not have; anywhere else the journal cannot be read.
     */
    private record Unknown(String why) {}

    private final JournalTypeRegistry all = JournalTypeRegistry.all();
    private final List<FileType> types = new ArrayList<>();
    private final List<RunningTakeLog> takes = new ArrayList<>();
    private final List<Object> places = new ArrayList<>();
    private ByteBuffer in = ByteBuffer.allocate(0);

    /** Continues with the next record. */
    void begin(ByteBuffer payload) {
        in = payload;
    }

    EngineSnapshot snapshot() {
        return checked(() -> {
            define();
            define();
            int undo = in.getInt();
            int undoCount = in.getInt();
            int redo = in.getInt();
            var history =
                    new UndoHistorySnapshot(
                            kept(undo), undoCount, kept(redo), in.getLong(), in.getLong());
            return read(EngineSnapshot.class).with(history);
        });
    }

    long number() {
        return checked(() -> in.getLong());
    }

    String text() {
        return checked(this::string);
    }

    int parameter() {
        return checked(() -> in.getInt());
    }

    Optional<ParamValue> liveValue() {
        return checked(() -> {
            Optional<?> value = read(Optional.class);
            return value.map(ParamValue.class::cast);
        });
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T checked(Reading<T> reading) {
        try {
            return reading.read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ClassCastException odd) {
            throw new JournalFormatException("a record ends too early or is mixed up", odd);
        } catch (IllegalArgumentException odd) {
            throw new JournalFormatException("a record holds " + odd.getMessage(), odd);
        }
    }

    private void define() {
        int count = in.getInt();
        for (int n = 0; n < count; n++) {
            if (JournalValueTypeByte.of(in.get()) != JournalValueTypeByte.KEPT) {
                throw new JournalFormatException("a step of the history is missing");
            }
            Step step = read(Step.class);
            long state = in.getLong();
            places.add(new Kept(step, state, kept(in.getInt())));
        }
    }

    private Optional<Kept> kept(int place) {
        return place < 0 ? Optional.empty() : Optional.of((Kept) places.get(place));
    }

    private <T> T read(Class<T> type) {
        Object value = value();
        if (value instanceof Unknown(var why)) {
            throw new JournalFormatException(why);
        }
        return type.cast(value);
    }

    private Object value() {
        JournalValueTypeByte journalValueTypeByte = JournalValueTypeByte.of(in.get());
        while (journalValueTypeByte == JournalValueTypeByte.TYPE) {
            types.add(new FileType(string(), strings()));
            journalValueTypeByte = JournalValueTypeByte.of(in.get());
        }
        return switch (journalValueTypeByte) {
            case FALSE -> false;
            case TRUE -> true;
            case INT -> in.getInt();
            case LONG -> in.getLong();
            case DOUBLE -> in.getDouble();
            case STRING -> string();
            case EMPTY -> Optional.empty();
            case PRESENT -> optional(value());
            case EMPTY_INT -> OptionalInt.empty();
            case EMPTY_DOUBLE -> OptionalDouble.empty();
            case PRESENT_INT -> OptionalInt.of(in.getInt());
            case PRESENT_DOUBLE -> OptionalDouble.of(in.getDouble());
            case LIST -> list();
            case MAP -> map();
            case WORD -> constant(types.get(in.getInt()), string());
            case RECORD -> record(types.get(in.getInt()));
            case SAME -> places.get(in.getInt());
            case SHARED -> {
                Object shared = value();
                places.add(shared);
                yield shared;
            }
            case GRAPH -> graph();
            case SNAPSHOT -> values();
            case LANE -> lane();
            case TAKE -> take();
            case KEPT, TYPE ->
                    throw new JournalFormatException(journalValueTypeByte + " cannot be a value");
        };
    }

    private static Object optional(Object value) {
        return value instanceof Unknown ? value : Optional.of(value);
    }

    private Object list() {
        int size = in.getInt();
        var all = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            all.add(value());
        }
        return unknownIn(all).orElse(List.copyOf(all));
    }

    private Object map() {
        int size = in.getInt();
        var all = new LinkedHashMap<>();
        for (int index = 0; index < size; index++) {
            Object key = value();
            all.put(key, value());
        }
        return unknownIn(all.keySet())
                .or(() -> unknownIn(all.values()))
                .orElse(Collections.unmodifiableMap(all));
    }

    private static Optional<Object> unknownIn(Collection<?> values) {
        return values.stream()
                .<Object>map(value -> value)
                .filter(Unknown.class::isInstance)
                .findFirst();
    }

    private Object constant(FileType type, String word) {
        Class<?> known = all.byWord(type.word()).filter(Class::isEnum).orElse(Void.class);
        for (Object constant : known.isEnum() ? known.getEnumConstants() : new Object[0]) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        return new Unknown(type.word() + " has no " + word + " in this program");
    }

    private Object record(FileType type) {
        var read = new LinkedHashMap<String, Object>();
        for (String name : type.names()) {
            read.put(name, value());
        }
        return all.byWord(type.word())
                .filter(Class::isRecord)
                .map(known -> record(all.record(known), read))
                .orElse(new Unknown("this program has no " + type.word()));
    }

    private Object record(JournalTypeRegistry.RecordType type, Map<String, Object> read) {
        var arguments = new Object[type.names().size()];
        for (int index = 0; index < arguments.length; index++) {
            String name = type.names().get(index);
            Object value = read.get(name);
            if (value == null) {
                value =
                        all.missing(type, index)
                                .orElse(new Unknown(type.word() + " lacks " + name));
            }
            if (value instanceof Unknown) {
                return value;
            }
            arguments[index] = value;
        }
        try {
            return type.constructor().newInstance(arguments);
        } catch (InvocationTargetException
                | InstantiationException
                | IllegalAccessException
                | IllegalArgumentException odd) {
            return new Unknown(type.word() + " cannot be made: " + reason(odd));
        }
    }

    private static String reason(Exception odd) {
        Throwable cause = odd.getCause();
        return cause == null ? odd.toString() : cause.toString();
    }

    private Graph graph() {
        var nodes = new ArrayList<Node>();
        List<?> list = read(List.class);
        for (Object node : list) {
            nodes.add((Node) node);
        }
        int numbers = in.getInt();
        var numbered = new ArrayList<Parameter>();
        for (int number = 0; number < numbers; number++) {
            numbered.add(read(Parameter.class));
        }
        return new Graph(nodes, numbered);
    }

    private ParameterValueList values() {
        int size = in.getInt();
        var values = new ParameterValueList.Builder();
        for (int index = 0; index < size; index++) {
            int parameter = in.getInt();
            if (in.get() != 0) {
                values.add(parameter, ParamValue.of(string()));
            } else {
                values.add(parameter, in.getDouble());
            }
        }
        return values.build();
    }

    private ParameterLane lane() {
        var lane = new ParameterLane.Builder(new ParamPath(string(), string()));
        int size = in.getInt();
        for (int index = 0; index < size; index++) {
            Beats at = Beats.micro(in.getLong());
            boolean glides = in.get() != 0;
            if (in.get() != 0) {
                lane.add(at, ParamValue.of(string()));
            } else if (glides) {
                lane.addGlide(at, in.getDouble());
            } else {
                lane.add(at, in.getDouble());
            }
        }
        return lane.build();
    }

    /** The take at a place, with further entries. */
    private RunningTakeLog.Part take() {
        int place = in.getInt();
        int entries = in.getInt();
        if (place == takes.size()) {
            takes.add(new RunningTakeLog());
        }
        RunningTakeLog log = takes.get(place);
        for (int entry = 0; entry < entries; entry++) {
            int kind = in.get();
            switch (kind) {
                case JournalEncoder.EVENT -> log.add(read(ArrangementEvent.class));
                case JournalEncoder.MOVE ->
                        log.add(
                                Beats.micro(in.getLong()),
                                read(ParamPath.class),
                                ParamValue.of(in.getDouble()));
                case JournalEncoder.TEXT_MOVE ->
                        log.add(
                                Beats.micro(in.getLong()),
                                read(ParamPath.class),
                                ParamValue.of(string()));
                default -> throw new JournalFormatException("a take has an entry of kind " + kind);
            }
        }
        return log.part();
    }

    private List<String> strings() {
        int size = in.getInt();
        var all = new ArrayList<String>();
        for (int index = 0; index < size; index++) {
            all.add(string());
        }
        return all;
    }

    private String string() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new JournalFormatException("a text of " + length + " bytes");
        }
        var letters = new byte[length];
        in.get(letters);
        return new String(letters, StandardCharsets.UTF_8);
    }
}
