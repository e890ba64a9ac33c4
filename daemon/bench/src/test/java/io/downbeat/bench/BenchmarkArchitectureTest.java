package io.downbeat.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/**
 * The benchmarks measure the daemon from outside: of the program they use the client and the OSC
 * codec, and the program uses nothing of them. Only the simulated take uses the engine itself,
 * because an hour of music would take an hour.
 */
class BenchmarkArchitectureTest {
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.downbeat");

    @Test
    void theBenchmarksUseTheClientAndTheOscCodecOnly() {
        classes()
                .that()
                .resideInAPackage("io.downbeat.bench")
                .and()
                .haveNameNotMatching(".*\\.SimulatedTake(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.downbeat.bench",
                        "io.downbeat.client",
                        "io.downbeat.osc")
                .check(PROGRAM);
    }

    @Test
    void nothingOfTheProgramUsesTheBenchmarks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.downbeat.bench")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.downbeat.bench")
                .check(PROGRAM);
    }
}
