package io.downbeat.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodAccess;
import io.downbeat.schema.MethodFlag;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.session.command.Command;
import io.downbeat.session.view.ArrangementStatus.RecordStatus;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView.OutputStatus;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The law that the rows and the contract are a bijection. */
class ContractBindingTest {

    private static final AddressSpace SPACE = AddressSpace.load();

    private final AddressTable table = new AddressTable(SPACE, "test", "", "");

    private static Set<String> entries(Predicate<Method> which) {
        return SPACE.methods().stream()
                .filter(method -> method.form() instanceof MethodOrigin.Plain)
                .filter(which)
                .map(Method::template)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> rows(Predicate<AddressRow> which) {
        return table.rows().stream()
                .filter(row -> row.method().form() instanceof MethodOrigin.Plain)
                .filter(which)
                .map(AddressRow::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMethodHasItsRow() {
        assertEquals(SPACE.methods(), table.rows().stream().map(AddressRow::method).toList());
        for (AddressRow row : table.rows()) {
            assertEquals(row, table.row(row.method()));
            assertEquals(row, table.rows().get(row.number()));
        }
    }

    @Test
    void exactlyTheSettableAddressesHaveCommands() {
        assertEquals(entries(method -> method.access().isSettable()), rows(AddressRow::isSettable));
    }

    @Test
    void exactlyTheReadableAddressesHaveReaders() {
        assertEquals(entries(method -> method.access().isReadable()), rows(AddressRow::isReadable));
    }

    @Test
    void theWordsOfStatesThatNobodySetsAreThoseOfTheContract() {
        has("clockStatus", ClockState.Status.values(), ClockState.Status::word);
        has("recordStatus", RecordStatus.values(), RecordStatus::word);
        has("outputStatus", OutputStatus.values(), OutputStatus::word);
    }

    private static <E> void has(String enumeration, E[] constants, Function<E, String> word) {
        assertEquals(
                SPACE.enumeration(enumeration).words(), Stream.of(constants).map(word).toList());
    }

    @Test
    void derivedAddressesAreBoundWithTheirEntry() {
        for (AddressRow row : table.rows()) {
            assertEquals(row.access().isSettable(), row.isSettable(), row::toString);
            assertEquals(row.access().isReadable(), row.isReadable(), row::toString);
        }
    }

    @Test
    void addressesThatUseReleasesHaveAReleaseCommand() {
        assertEquals(
                entries(method -> method.is(MethodFlag.RELEASE)), rows(AddressRow::hasRelease));
    }

    @Test
    void aStateHasNoCommand() {
        assertEquals(Set.of(), rows(row -> row.access() == MethodAccess.STATE && row.isSettable()));
    }

    private static String refused(AddressTableBuilder rows) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, () -> rows.rows(SPACE)).getMessage());
    }

    /** All entries of the contract, as no subject file writes them down. */
    private static AddressTableBuilder allBut(String template) {
        var rows = new AddressTableBuilder();
        for (Method method : SPACE.methods()) {
            boolean wanted =
                    method.form() instanceof MethodOrigin.Plain
                            && method.access() != MethodAccess.OUT;
            if (wanted && !method.template().equals(template)) {
                write(rows.at(method.template()), method);
            }
        }
        return rows;
    }

    private static void write(AddressTableBuilder.Entry entry, Method method) {
        if (method.access().isReadable()) {
            entry.reads((view, at) -> List.of());
        }
        if (method.access().isSettable()) {
            entry.sets(call -> new Command.Play());
        }
        if (method.is(MethodFlag.RELEASE)) {
            entry.releases(call -> new Command.Stop());
        }
    }

    @Test
    void missingAndExtraRowsAreRefused() {
        AddressTableBuilder more = allBut("");
        more.at("/nothing").reads((view, at) -> List.of());

        assertTrue(refused(allBut("/tempo")).startsWith("/tempo is written down in no"));
        assertEquals("the contract has no address [/nothing]", refused(more));
        assertThrows(IllegalStateException.class, () -> allBut("").at("/tempo"));
    }

    @Test
    void aRowThatReadsSetsOrReleasesMoreOrLessThanTheContractIsRefused() {
        AddressTableBuilder unread = allBut("/tempo");
        unread.at("/tempo").sets(call -> new Command.Play());
        AddressTableBuilder unset = allBut("/tempo");
        unset.at("/tempo").reads((view, at) -> List.of());
        AddressTableBuilder set = allBut("/beat");
        set.at("/beat").reads((view, at) -> List.of()).sets(call -> new Command.Play());
        AddressTableBuilder released = allBut("/play");
        released.at("/play").fires(call -> new Command.Play()).releases(call -> new Command.Stop());

        assertEquals("/tempo must say what it reads", refused(unread));
        assertEquals("/tempo must say what it sets or fires", refused(unset));
        assertEquals("/beat must not say what it sets or fires", refused(set));
        assertEquals("/play must not say what it releases", refused(released));
    }
}
