package io.downbeat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The conditions of {@link ArchitectureTest} that ArchUnit does not provide. */
final class ArchitectureConditions {

    /** Owner and method of everything that asks the machine what time it is. */
    private static final Pattern CLOCK_READ =
            Pattern.compile(
                    "java\\.lang\\.System\\.(nanoTime|currentTimeMillis)"
                            + "|java\\.time\\.\\w+\\.now"
                            + "|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*"
                            + "|java\\.util\\.Calendar\\.getInstance"
                            + "|java\\.util\\.Date\\.<init>");

    private static final Set<String> MUTABLE_TYPES =
            Set.of(
                    "java.lang.ThreadLocal",
                    "java.lang.StringBuilder",
                    "java.util.ArrayList",
                    "java.util.ArrayDeque",
                    "java.util.HashMap",
                    "java.util.HashSet",
                    "java.util.LinkedHashMap",
                    "java.util.LinkedHashSet",
                    "java.util.TreeMap",
                    "java.util.Random");

    private ArchitectureConditions() {}

    static ArchCondition<JavaClass> liveInAPackageOfTheTable(Architecture table) {
        return each(
                "live in a package of the table",
                (type, broken) -> {
                    if (!table.knows(type.getPackageName())) {
                        broken.accept("%s lives in none of them".formatted(type.getName()));
                    }
                });
    }

    static ArchCondition<JavaClass> seeOnlyWhatTheTableAllows(Architecture table) {
        return each(
                "see only what the table allows",
                (type, broken) -> {
                    for (Dependency seen : type.getDirectDependenciesFromSelf()) {
                        JavaClass target = seen.getTargetClass().getBaseComponentType();
                        if (!target.isPrimitive()
                                && !table.allows(type.getPackageName(), target.getPackageName())) {
                            broken.accept(seen.getDescription());
                        }
                    }
                });
    }

    static ArchCondition<JavaClass> readNoClock() {
        return each(
                "read no clock",
                (type, broken) -> {
                    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                        String called = access.getTargetOwner().getName() + "." + access.getName();
                        if (CLOCK_READ.matcher(called).matches()) {
                            broken.accept(access.getDescription());
                        }
                    }
                });
    }

    static ArchCondition<JavaClass> beFinalWithOnlyFinalFields() {
        return each(
                "be final with only final fields",
                (type, broken) -> {
                    if (!type.getModifiers().contains(JavaModifier.FINAL)) {
                        broken.accept("%s is not final".formatted(type.getName()));
                    }
                    reportOpenFields(type, broken);
                });
    }

    static ArchCondition<JavaClass> haveOnlyFinalFields() {
        return each("have only final fields", ArchitectureConditions::reportOpenFields);
    }

    static ArchCondition<JavaClass> haveNoMutableStatic() {
        return each(
                "have no mutable static",
                (type, broken) -> {
                    for (JavaField field : type.getFields()) {
                        if (field.getModifiers().contains(JavaModifier.STATIC)
                                && isMutable(field)) {
                            broken.accept(field.getDescription());
                        }
                    }
                });
    }

    private static boolean isMutable(JavaField field) {
        String type = field.getRawType().getName();
        return !isFinal(field)
                || MUTABLE_TYPES.contains(type)
                || type.startsWith("java.util.concurrent.");
    }

    private static void reportOpenFields(JavaClass type, Consumer<String> broken) {
        for (JavaField field : type.getFields()) {
            if (!isFinal(field)) {
                broken.accept(field.getDescription() + " is not final");
            }
        }
    }

    private static boolean isFinal(JavaField field) {
        return field.getModifiers().contains(JavaModifier.FINAL);
    }

    private static ArchCondition<JavaClass> each(
            String description, BiConsumer<JavaClass, Consumer<String>> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.accept(
                        type, message -> events.add(SimpleConditionEvent.violated(type, message)));
            }
        };
    }
}
