package io.downbeat.address.resolve;

import io.downbeat.address.AddressRow;
import io.downbeat.address.AddressTable;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.arguments.ErrorText;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Match;
import io.downbeat.schema.MethodAccess;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the present value of every value and state of the contract, from a view of the session and
 * a moment, in the types of the contract. A position past the end reads as the empty value.
 *
 * <p>Keeps the index of the last session. Not thread safe: each thread has its own.
 */
public final class PresentValueReader {

    /** The most values that one pattern may ask for. */
    public static final int MOST_MATCHES = 1024;

    private final AddressSpace space;
    private final AddressTable table;
    private final ObjectNamesInAddresses objectNamesInAddresses;
    private SessionObjectIndex objects;

    public PresentValueReader(
            AddressTable table, ObjectNamesInAddresses objectNamesInAddresses, SessionView view) {
        this.table = table;
        this.space = table.space();
        this.objectNamesInAddresses = objectNamesInAddresses;
        objects = new SessionObjectIndex(view, objectNamesInAddresses);
    }

    /**
     * The answers to a question: one on the address as it was asked, or one for each match of a
     * pattern, on positions and ids. Throws {@link Refusal}.
     */
    public List<Answer> read(String address, SessionViewAtTime viewAtTime) {
        return OscAddressParts.isPattern(address)
                ? matches(address, viewAtTime)
                : List.of(read(resolve(address, viewAtTime.view()), address, viewAtTime));
    }

    /** The answer to a question, and the row that was asked for. */
    public record Answer(AddressRow row, OscMessage message) {}

    private Answer read(ConcreteAddress concrete, String address, SessionViewAtTime viewAtTime) {
        return new Answer(concrete.row(), new OscMessage(address, value(concrete, viewAtTime)));
    }

    /** The value of a plain address; throws {@link Refusal}. */
    public List<OscArgument> valueOf(String address, SessionViewAtTime viewAtTime) {
        return value(resolve(address, viewAtTime.view()), viewAtTime);
    }

    /** The row and objects that a plain address names; throws {@link Refusal} if there are none. */
    public ConcreteAddress resolve(String address, SessionView view) {
        Match match =
                space.match(OscAddressParts.parts(address)).orElseThrow(() -> unknown(address));
        AddressRow row = table.row(match.method());
        if (!row.isReadable()) {
            throw notReadable(address);
        }
        List<ObjectReference> refs = match.captures().stream().map(ObjectReference::of).toList();
        return objectIndex(view).resolve(row, refs);
    }

    /** The value of an address; the empty value where there is no object. */
    public List<OscArgument> value(ConcreteAddress address, SessionViewAtTime viewAtTime) {
        return address.row().read(viewAtTime, address);
    }

    /** The canonical spelling of an address, by positions and ids. */
    public String address(ConcreteAddress address, SessionView view) {
        return spelled(address.row(), objectIndex(view).captures(address));
    }

    /** The address of an object of a group, as the group's pattern spells it. */
    public String address(
            AddressRow row, ConcreteAddress member, SessionObjectsMatchedByPattern matchedObjects) {
        return spelled(row, matchedObjects.captures(member));
    }

    /**
     * The rows that a subscription to a pattern covers: those that the pattern matches and all
     * below. Explicit addresses are covered only if the pattern matches them itself, so {@code
     * /clock/out} covers nothing. Throws {@link Refusal} for a text that is not a pattern, and if
     * the pattern matches no value or state and has none below it.
     */
    public RowGroupsMatchedByPattern rowsOf(String pattern) {
        OscPattern parsed = parsed(pattern);
        RowGroupsMatchedByPattern matchedRows =
                RowGroupsMatchedByPattern.matchedAndBelow(parsed, table);
        if (matchedRows.isEmpty() && !RowGroupsMatchedByPattern.leadsToReadable(parsed, table)) {
            throw noReadableRow(pattern);
        }
        return matchedRows;
    }

    /**
     * The rows that a pattern itself matches; none if it is an address that is only sent. Throws
     * {@link Refusal} for a text that is not a pattern, and if the pattern matches no value or
     * state.
     */
    public RowGroupsMatchedByPattern rowsOfAddressAlone(String pattern) {
        OscPattern parsed = parsed(pattern);
        RowGroupsMatchedByPattern matchedRows = RowGroupsMatchedByPattern.matched(parsed, table);
        if (matchedRows.isEmpty() && !isOnlySent(pattern)) {
            throw RowGroupsMatchedByPattern.leadsToReadable(parsed, table)
                    ? new Refusal(
                            Refusal.Code.UNKNOWN,
                            shown(pattern)
                                    + " has no value of its own: listen to addresses below it")
                    : noReadableRow(pattern);
        }
        return matchedRows;
    }

    private boolean isOnlySent(String address) {
        return space.match(OscAddressParts.parts(address))
                .filter(match -> match.method().access() == MethodAccess.OUT)
                .isPresent();
    }

    private Refusal noReadableRow(String pattern) {
        boolean isPattern = OscAddressParts.isPattern(pattern);
        if (!isPattern && space.match(OscAddressParts.parts(pattern)).isPresent()) {
            return notReadable(pattern);
        }
        String text =
                isPattern
                        ? shown(pattern) + " fits no value or state"
                        : "there is no address " + shown(pattern) + ", and none below it";
        return new Refusal(
                isPattern ? Refusal.Code.PATTERN : Refusal.Code.UNKNOWN,
                text
                        + nearestPrefix(pattern)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }

    /** The nearest spelling of the words; parts that are patterns themselves stay as they are. */
    private Optional<String> nearestPrefix(String pattern) {
        List<String> parts = OscAddressParts.parts(pattern);
        var plain = new StringBuilder();
        for (String part : parts) {
            plain.append('/').append(OscAddressParts.isPattern(part) ? "1" : part);
        }
        return space.nearestPrefix(plain.toString())
                .map(OscAddressParts::parts)
                .filter(near -> near.size() == parts.size())
                .map(near -> {
                    var spelled = new StringBuilder();
                    for (int i = 0; i < parts.size(); i++) {
                        boolean kept = OscAddressParts.isPattern(parts.get(i));
                        spelled.append('/').append(kept ? parts.get(i) : near.get(i));
                    }
                    return spelled.toString();
                })
                .filter(near -> !near.equals(pattern));
    }

    /** The objects that a group matches in a view. */
    public SessionObjectsMatchedByPattern matchedObjects(
            RowGroupsMatchedByPattern.Group group, SessionView view) {
        return new SessionObjectsMatchedByPattern(group, objectIndex(view));
    }

    /** All readable rows of one kind of object, in the contract's order, without aliases. */
    public List<AddressRow> rows(ObjectKind objectKind) {
        return table.readableRows(objectKind);
    }

    /** A row and its other spellings. */
    public List<AddressRow> spellings(AddressRow row) {
        return table.spellings(row);
    }

    /** The row of a template of the contract, which must be a value or a state. */
    public AddressRow row(String template) {
        return space.method(template)
                .map(table::row)
                .filter(AddressRow::isReadable)
                .orElseThrow(() -> unknown(template));
    }

    /** As {@link AddressTable#rowReaching}. */
    public AddressRow rowReaching(AddressRow row, List<String> captures) {
        return table.rowReaching(row, captures);
    }

    /** Every address of a view that has an object, stored values too, in the contract's order. */
    public List<ConcreteAddress> allAddresses(SessionView view) {
        var addresses = new ArrayList<ConcreteAddress>();
        for (ObjectKind objectKind : ObjectKind.values()) {
            List<AddressRow> rows = table.readableRows(objectKind);
            var group = RowGroupsMatchedByPattern.Group.ofEveryObject(objectKind, rows);
            for (ConcreteAddress member : matchedObjects(group, view).all()) {
                rows.forEach(row -> addresses.add(member.withRow(row)));
            }
        }
        return addresses;
    }

    /**
     * The answer with the position or id of a new object: on the address of the request, or on the
     * canonical one if the request was a pattern.
     */
    public OscMessage addedAnswer(Event.Added added) {
        OscArgument positionOrId =
                switch (added.place()) {
                    case ParamValue.Numeric(var position) -> OscArgument.i((int) position);
                    case ParamValue.Text(var id) -> OscArgument.s(id);
                };
        return OscMessage.of(addedAddress(added), positionOrId);
    }

    private String addedAddress(Event.Added added) {
        if (!OscAddressParts.isPattern(added.address())) {
            return added.address() + "ed";
        }
        String template =
                switch (added.kind()) {
                    case TRACK -> "/track/added";
                    case CLIP -> "/track/{n}/clip/added";
                    case SCENE -> "/scene/added";
                    case CUE_LIST -> "/cue/added";
                    case CUE_STEP -> "/cue/{c}/step/added";
                    case NODE -> "/node/added";
                    case PARAMETER -> "/node/{id}/param/added";
                };
        return table.row(space.method(template).orElseThrow()).address(added.owners());
    }

    private List<Answer> matches(String pattern, SessionViewAtTime viewAtTime) {
        Set<ConcreteAddress> addresses = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        RowGroupsMatchedByPattern matchedRows =
                RowGroupsMatchedByPattern.matched(parsed(pattern), table);
        for (RowGroupsMatchedByPattern.Group group : matchedRows.groups()) {
            for (ConcreteAddress member : matchedObjects(group, viewAtTime.view()).all()) {
                for (AddressRow row : group.rows()) {
                    String object = member.first() + "/" + member.second() + "/" + member.third();
                    if (seen.add(row.canonicalTemplate() + " " + object)) {
                        addresses.add(member.withRow(row));
                    }
                }
            }
            if (addresses.size() > MOST_MATCHES) {
                throw new Refusal(
                        Refusal.Code.PATTERN,
                        shown(pattern)
                                + " fits more than "
                                + MOST_MATCHES
                                + " addresses: ask for fewer");
            }
        }
        if (addresses.isEmpty()) {
            throw matchesNothing(pattern);
        }
        return addresses.stream()
                .map(one -> read(one, address(one, viewAtTime.view()), viewAtTime))
                .toList();
    }

    private String spelled(AddressRow row, List<String> captures) {
        return table.rowReaching(row, captures).address(captures);
    }

    /** The index of a view's objects; kept as long as session, graph and outputs are the same. */
    public SessionObjectIndex objectIndex(SessionView view) {
        if (!objects.isFor(view)) {
            objects = new SessionObjectIndex(view, objectNamesInAddresses);
        }
        return objects;
    }

    private OscPattern parsed(String pattern) {
        try {
            return OscPattern.of(pattern);
        } catch (OscFormatException invalid) {
            throw new Refusal(
                    Refusal.Code.PATTERN,
                    shown(pattern)
                            + " is no pattern: "
                            + ErrorText.patternProblem(invalid, pattern));
        }
    }

    private Refusal unknown(String address) {
        if (space.match(OscAddressParts.parts(address)).isPresent()) {
            return notReadable(address);
        }
        Optional<String> nearest = space.nearest(address);
        return new Refusal(
                Refusal.Code.UNKNOWN,
                shown(address)
                        + " is no address of this program"
                        + nearest.map(near -> "; the nearest is " + near).orElse(""));
    }

    private Refusal notReadable(String address) {
        return new Refusal(
                Refusal.Code.UNKNOWN,
                shown(address) + " is neither a value nor a state to ask for");
    }

    private String shown(String pattern) {
        return table.prefix().withPrefix(pattern);
    }

    private Refusal matchesNothing(String pattern) {
        return new Refusal(
                Refusal.Code.PATTERN, shown(pattern) + " fits no value or state; see /track/count");
    }
}
