package io.downbeat.persistence.journal;

import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit;
import io.downbeat.session.editing.Step;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.model.Session;
import io.downbeat.session.snapshot.EngineSnapshot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The list of the records and enumerations that a journal may contain: all that a snapshot can
 * hold. In the file each type has a word, and each component its name. So a program whose types
 * have other components still reads those that it knows. A component that the file lacks has its
 * default: that of the record, which is the record's one constant of its own type, or else that of
 * the component's type. The default of an enumeration is its first constant.
 */
final class JournalTypeRegistry {

    /** A record type: how its parts are read, and how it is made from them. */
    record RecordType(
            Class<?> type,
            String word,
            List<String> names,
            List<Method> accessors,
            List<Class<?>> kinds,
            Constructor<?> constructor) {}

    /** The defaults of types that are neither records nor enumerations. */
    private static final Map<Class<?>, Object> PLAIN_DEFAULTS =
            Map.of(
                    boolean.class,
                    false,
                    int.class,
                    0,
                    long.class,
                    0L,
                    double.class,
                    0.0,
                    String.class,
                    "",
                    Optional.class,
                    Optional.empty(),
                    OptionalInt.class,
                    OptionalInt.empty(),
                    OptionalDouble.class,
                    OptionalDouble.empty(),
                    List.class,
                    List.of(),
                    Map.class,
                    Map.of());

    /** The words of types that had another name when journals with them were first written. */
    private static final Map<Class<?>, String> WORDS_OF_RENAMED_TYPES =
            Map.of(
                    EngineSnapshot.class, "performance",
                    UndoHistorySnapshot.class, "history-snapshot",
                    ActiveClipBeforeAndAfterEdit.class, "active-clip-change",
                    RequestSender.class, "request-origin");

    /** The names of components that had another name when journals with them were first written. */
    private static final Map<Class<?>, Map<String, String>> NAMES_OF_RENAMED_COMPONENTS =
            Map.of(
                    Session.class, Map.of("cueLists", "cuePaths"),
                    EngineSnapshot.RunningFade.class, Map.of("timing", "course"));

    private static final JournalTypeRegistry ALL = new JournalTypeRegistry();

    private final Map<Class<?>, RecordType> records = new LinkedHashMap<>();
    private final Map<String, Class<?>> byWord = new LinkedHashMap<>();

    private JournalTypeRegistry() {
        for (Class<?> root :
                List.<Class<?>>of(
                        EngineSnapshot.class,
                        Step.class,
                        UndoHistorySnapshot.class,
                        Node.class,
                        Parameter.class)) {
            add(root);
        }
    }

    static JournalTypeRegistry all() {
        return ALL;
    }

    /** The type of a record. Throws {@link IllegalArgumentException} if no journal has it. */
    RecordType record(Class<?> type) {
        RecordType found = records.get(type);
        if (found == null) {
            throw new IllegalArgumentException("the journal has no word for " + type.getName());
        }
        return found;
    }

    Optional<Class<?>> byWord(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    /** All record types. */
    Collection<RecordType> records() {
        return records.values();
    }

    /**
     * The word of a type: its name and that of the type around it, in small letters. A type that
     * was renamed keeps its word.
     */
    static String word(Class<?> type) {
        String kept = WORDS_OF_RENAMED_TYPES.get(type);
        if (kept != null) {
            return kept;
        }
        Class<?> outer = type.getEnclosingClass();
        String own = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return (outer == null ? "" : word(outer) + "/") + own.toLowerCase(Locale.ROOT);
    }

    private void add(Class<?> type) {
        if (records.containsKey(type) || byWord.containsValue(type)) {
            return;
        }
        if (type.isEnum()) {
            name(type);
        } else if (type.isRecord()) {
            name(type);
            records.put(type, recordType(type));
            for (RecordComponent component : type.getRecordComponents()) {
                addAll(component.getGenericType());
            }
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(this::add);
        }
    }

    private void name(Class<?> type) {
        Class<?> other = byWord.put(word(type), type);
        if (other != null) {
            throw new IllegalStateException(type + " and " + other + " have the same word");
        }
    }

    /** The name of a component in the file. A component that was renamed keeps its name. */
    private static String name(Class<?> type, RecordComponent component) {
        String name = component.getName();
        return NAMES_OF_RENAMED_COMPONENTS.getOrDefault(type, Map.of()).getOrDefault(name, name);
    }

    private void addAll(Type type) {
        switch (type) {
            case Class<?> plain -> add(plain);
            case ParameterizedType generic ->
                    Arrays.stream(generic.getActualTypeArguments()).forEach(this::addAll);
            default -> {}
        }
    }

    private static RecordType recordType(Class<?> type) {
        var names = new ArrayList<String>();
        var accessors = new ArrayList<Method>();
        var kinds = new ArrayList<Class<?>>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(name(type, component));
            accessors.add(component.getAccessor());
            kinds.add(component.getType());
        }
        try {
            Constructor<?> constructor =
                    type.getDeclaredConstructor(kinds.toArray(Class<?>[]::new));
            return new RecordType(type, word(type), names, accessors, kinds, constructor);
        } catch (NoSuchMethodException never) {
            throw new IllegalStateException("every record has this constructor", never);
        }
    }

    /**
     * What a component has in the journal of a program that did not have it yet: what it has in the
     * record's own default, else the default of the component's type. Empty if there is none.
     */
    Optional<Object> missing(RecordType record, int component) {
        Optional<Object> own = constantOf(record.type());
        if (own.isPresent()) {
            return Optional.of(read(record.accessors().get(component), own.get()));
        }
        Class<?> kind = record.kinds().get(component);
        if (kind.isEnum()) {
            return Optional.of(kind.getEnumConstants()[0]);
        }
        return Optional.ofNullable(PLAIN_DEFAULTS.get(kind)).or(() -> constantOf(kind));
    }

    /**
     * The default of a type: the one constant of the type itself, as {@link
     * io.downbeat.session.model.GlobalLaunchSettings#USUAL}.
     */
    private static Optional<Object> constantOf(Class<?> type) {
        List<Field> constants =
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> field.getType() == type && !field.isEnumConstant())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .filter(field -> !Modifier.isPrivate(field.getModifiers()))
                        .toList();
        if (constants.size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(constants.getFirst().get(null));
        } catch (IllegalAccessException never) {
            throw new IllegalStateException(type + " has a constant that cannot be read", never);
        }
    }

    /** Reads a component of a record. */
    static Object read(Method accessor, Object record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException never) {
            throw new IllegalStateException(record.getClass() + " cannot be read", never);
        }
    }
}
