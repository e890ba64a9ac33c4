package io.downbeat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static io.downbeat.ArchitectureConditions.beFinalWithOnlyFinalFields;
import static io.downbeat.ArchitectureConditions.haveNoMutableStatic;
import static io.downbeat.ArchitectureConditions.haveOnlyFinalFields;
import static io.downbeat.ArchitectureConditions.liveInAPackageOfTheTable;
import static io.downbeat.ArchitectureConditions.readNoClock;
import static io.downbeat.ArchitectureConditions.seeOnlyWhatTheTableAllows;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

import io.downbeat.time.RuleBreaker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** The program's structure as law: the table of {@link Architecture} and what its rings promise. */
class ArchitectureTest {

    private static final Architecture TABLE = Architecture.ofTheProgram();
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(Architecture.ROOT);

    /** Public structures that change, each owned by one: the Conductor, a connection, a builder. */
    private static final String MUTABLE_BY_DESIGN =
            "io\\.downbeat\\."
                    + "(schedule\\.BeatQueue|osc\\.(Slip|Size)Framing|session\\.editing\\.UndoHistory"
                    + "|arrangement\\.TakeRecorder|session\\.snapshot\\.RunningTakeLog"
                    + "|session\\.model\\.(ParameterValueList|ParameterLane)\\$Builder)";

    @Test
    void everyClassIsInAPackageOfTheTable() {
        everyPackageIsKnown().check(PROGRAM);
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        packagesSeeTheirRow().check(PROGRAM);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.downbeat.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void onlyTheClockPackageReadsTheTime() {
        onlyTheClockReadsTime().check(PROGRAM);
    }

    @Test
    void valuesRulesAndTranslatorsKnowNoThreads() {
        noThreads().check(PROGRAM);
        noLocks().check(PROGRAM);
    }

    @Test
    void valuesAndRulesAreRecordsOrFinalWithFinalFields() {
        openTypesAreValues().check(PROGRAM);
        enumsHoldNoState().check(PROGRAM);
    }

    @Test
    void nothingMutableIsStatic() {
        noMutableStatics().check(PROGRAM);
    }

    @Test
    void namesSayWhatAThingIs() {
        namesAreTheFieldsWords().check(PROGRAM);
    }

    static Stream<ArchRule> rulesThatBite() {
        return Stream.of(
                packagesSeeTheirRow(),
                onlyTheClockReadsTime(),
                noThreads(),
                noLocks(),
                openTypesAreValues(),
                noMutableStatics(),
                namesAreTheFieldsWords());
    }

    @ParameterizedTest
    @MethodSource("rulesThatBite")
    void aClassThatBreaksARuleIsFound(ArchRule rule) {
        JavaClasses planted =
                new ClassFileImporter().importClasses(RuleBreaker.class, RuleBreaker.BadUtil.class);

        AssertionError found = assertThrows(AssertionError.class, () -> rule.check(planted));

        assertTrue(String.valueOf(found.getMessage()).contains("RuleBreaker"));
    }

    private static ArchRule everyPackageIsKnown() {
        return classes().should(liveInAPackageOfTheTable(TABLE));
    }

    private static ArchRule packagesSeeTheirRow() {
        return classes().should(seeOnlyWhatTheTableAllows(TABLE));
    }

    private static ArchRule onlyTheClockReadsTime() {
        return classes().that().resideOutsideOfPackages("io.downbeat.clock").should(readNoClock());
    }

    private static ArchRule noThreads() {
        return noClasses()
                .that()
                .resideInAnyPackage(TABLE.packagesOf("values", "rules", "translators"))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("java.util.concurrent..")
                                .or(assignableTo(Thread.class))
                                .or(assignableTo(ThreadLocal.class)));
    }

    private static ArchRule noLocks() {
        return noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(TABLE.packagesOf("values", "rules", "translators"))
                .should()
                .haveModifier(SYNCHRONIZED)
                .allowEmptyShould(true);
    }

    private static ArchRule openTypesAreValues() {
        return classes()
                .that()
                .resideInAnyPackage(TABLE.packagesOf("values", "rules"))
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .and()
                .haveNameNotMatching(MUTABLE_BY_DESIGN)
                .should(beFinalWithOnlyFinalFields())
                .allowEmptyShould(true);
    }

    private static ArchRule enumsHoldNoState() {
        return classes().that().areEnums().should(haveOnlyFinalFields()).allowEmptyShould(true);
    }

    private static ArchRule noMutableStatics() {
        return classes().should(haveNoMutableStatic());
    }

    private static ArchRule namesAreTheFieldsWords() {
        return noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Misc|Impl)");
    }
}
