package io.downbeat.address;

import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.address.arguments.SubscribeArguments;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.AddressTreeNode;
import io.downbeat.schema.Method;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All rows of the contract. Immutable; any thread may read it, and the program makes one for all.
 */
public final class AddressTable {

    private static final String SHORT_TEMPLATE = "/node/{id}/{param}";
    private static final String LONG_TEMPLATE = "/node/{id}/param/{param}";

    private final AddressSpace space;
    private final DaemonAddressPrefix prefix;
    private final List<AddressRow> rows;
    private final Map<Method, AddressRow> byMethod = new LinkedHashMap<>();
    private final List<AddressRow> canonicalFirst;
    private final Map<ObjectKind, List<AddressRow>> byKind = new EnumMap<>(ObjectKind.class);
    private final Map<AddressRow, List<AddressRow>> spellings = new LinkedHashMap<>();
    private final Map<AddressRow, AddressRow> longForms = new LinkedHashMap<>();

    /**
     * The table of a contract.
     *
     * @param version what {@code /version} answers
     * @param prefix the prefix of every address of this program; empty for none
     * @param quitToken what {@code /quit} must carry; empty if no client may end the program
     * @throws IllegalStateException if the subject files do not fit the contract
     */
    public AddressTable(AddressSpace space, String version, String prefix, String quitToken) {
        this.space = space;
        this.prefix = new DaemonAddressPrefix(prefix);
        var builder = new AddressTableBuilder();
        TransportAddresses.add(builder);
        ClockAddresses.add(builder);
        GlobalLaunchSettingsAddresses.add(builder);
        TrackAddresses.add(builder);
        ClipAddresses.add(builder);
        SceneAddresses.add(builder);
        CueListAddresses.add(builder);
        NodeAndParameterAddresses.add(builder);
        OutputAddresses.add(builder);
        ArrangementAddresses.add(builder);
        RecordingAddresses.add(builder);
        SessionFileAndUndoAddresses.add(builder);
        ClientAddresses.add(
                builder, new SubscribeArguments(space, this.prefix), version, quitToken);
        rows = builder.rows(space);
        rows.forEach(row -> byMethod.put(row.method(), row));
        List<AddressRow> readable = rows.stream().filter(AddressRow::isReadable).toList();
        canonicalFirst =
                Stream.concat(
                                readable.stream().filter(row -> !row.isAlias()),
                                readable.stream().filter(AddressRow::isAlias))
                        .toList();
        for (ObjectKind kind : ObjectKind.values()) {
            byKind.put(
                    kind,
                    readable.stream()
                            .filter(row -> row.objectKind() == kind && !row.isAlias())
                            .toList());
        }
        for (AddressRow row : canonicalFirst) {
            spellings.computeIfAbsent(canonicalRow(row), one -> new ArrayList<>()).add(row);
        }
        readableRows(ObjectKind.PARAM).forEach(this::addLongForm);
    }

    public AddressSpace space() {
        return space;
    }

    /** The prefix of every address of this program. */
    public DaemonAddressPrefix prefix() {
        return prefix;
    }

    /** All rows in the contract's order: that of {@link AddressRow#number()}. */
    public List<AddressRow> rows() {
        return rows;
    }

    /** The row of a method of the contract. */
    public AddressRow row(Method method) {
        AddressRow row = byMethod.get(method);
        if (row == null) {
            throw new IllegalArgumentException(method + " belongs to another contract");
        }
        return row;
    }

    /** The readable rows: first those that are no aliases, then the aliases. */
    public List<AddressRow> canonicalFirst() {
        return canonicalFirst;
    }

    /** The readable rows of one kind of object, without aliases. */
    public List<AddressRow> readableRows(ObjectKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** A row that is no alias, followed by its aliases. */
    public List<AddressRow> spellings(AddressRow row) {
        return spellings.getOrDefault(row, List.of(row));
    }

    /**
     * The row whose address reaches an object with these captures. It is the row itself, unless it
     * is that of a parameter whose name is a word of the contract, such as {@code type}: such a
     * parameter is reached below {@code /param}.
     */
    public AddressRow rowReaching(AddressRow row, List<String> captures) {
        boolean shadowed =
                row.objectKind() == ObjectKind.PARAM
                        && !row.isAlias()
                        && isWordBelowNode(captures.getLast());
        return shadowed ? longForms.getOrDefault(row, row) : row;
    }

    private boolean isWordBelowNode(String name) {
        AddressTreeNode node = space.root().words().get("node");
        AddressTreeNode below = node == null ? null : node.named();
        return below != null && below.words().containsKey(name);
    }

    private AddressRow canonicalRow(AddressRow row) {
        return row(space.method(row.canonicalTemplate()).orElseThrow());
    }

    private void addLongForm(AddressRow row) {
        space.method(row.method().template().replace(SHORT_TEMPLATE, LONG_TEMPLATE))
                .map(this::row)
                .ifPresent(longer -> longForms.put(row, longer));
    }
}
