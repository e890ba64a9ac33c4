package io.downbeat.address;

import io.downbeat.osc.OscAddressSyntax;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Match;
import io.downbeat.session.command.AddressNaming;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SessionView;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The present value of every value and state of the contract, from one view and a moment, in the
 * types of the contract. Never without an answer: what a position past the end would hold is empty.
 *
 * <p>Remembers the last session it looked at. Not thread safe: one for each thread.
 */
public final class PresentValueReader {

    /** The most addresses that a pattern may ask for. */
    public static final int MOST_MATCHES = 1024;

    private final AddressSpace space;
    private final AddressTable words;
    private final AddressNaming addressNaming;
    private SessionObjectIndex objects;

    /**
     * Throws {@link IllegalStateException} if a value or state of the contract has no answer here.
     *
     * @param version what {@code /version} answers
     */
    public PresentValueReader(
            AddressSpace space, String version, AddressNaming addressNaming, SessionView view) {
        this.space = space;
        this.addressNaming = addressNaming;
        words = new AddressTable(space, version);
        objects = new SessionObjectIndex(view, addressNaming);
    }

    /**
     * The answers to a question: one on the address as it was asked, or one for each match of a
     * pattern, on positions and ids. Throws {@link Refusal}.
     */
    public List<Answered> read(String address, TimedView timedView) {
        return OscAddressSyntax.isPattern(address)
                ? matches(address, timedView)
                : List.of(read(place(address, timedView.view()), address, timedView));
    }

    /**
     * An answer.
     *
     * @param row what was asked for
     */
    public record Answered(AddressRow row, OscMessage message) {}

    private Answered read(ConcreteAddress place, String address, TimedView timedView) {
        return new Answered(place.row(), new OscMessage(address, answer(place, timedView)));
    }

    /** What a plain address answers; throws {@link Refusal}. */
    public List<OscArgument> at(String address, TimedView timedView) {
        return answer(place(address, timedView.view()), timedView);
    }

    /** The place that a plain address names; throws {@link Refusal} if it names none. */
    public ConcreteAddress place(String address, SessionView view) {
        Match match =
                space.match(OscAddressSyntax.parts(address)).orElseThrow(() -> unknown(address));
        AddressRow row = words.row(match.method()).orElseThrow(() -> notAsked(address));
        List<ObjectReference> refs = match.captures().stream().map(ObjectReference::of).toList();
        return new ResolvedAddress(layout(view), refs).place(row);
    }

    /** What a place answers; its empty value where there is nothing. */
    public List<OscArgument> answer(ConcreteAddress place, TimedView timedView) {
        AddressRow row = place.row();
        return timedView.holds(place) ? row.answer(timedView, place) : row.empty();
    }

    /** The address under which a place is reached by its position or id. */
    public String address(ConcreteAddress place, SessionView view) {
        return spelled(
                place.row(),
                layout(view)
                        .captures(
                                place.row().objectKind(),
                                place.first(),
                                place.second(),
                                place.third()));
    }

    /** The address under which a member of a group is told: as its pattern spells it. */
    public String address(AddressRow row, ConcreteAddress member, MatchedObjects matchedObjects) {
        return spelled(row, matchedObjects.captures(member));
    }

    /**
     * What a subscription to a pattern holds: what it fits and all below; explicit addresses only
     * where it fits them itself. That is nothing for {@code /clock/out}, below which all addresses
     * are explicit. Throws {@link Refusal} for what is no pattern, and where no value or state of
     * the contract is or lies below what it fits.
     */
    public CoveredRows covered(String pattern) {
        OscPattern parsed = parsed(pattern);
        CoveredRows coveredRows = CoveredRows.covered(parsed, words);
        if (coveredRows.isEmpty() && !CoveredRows.leadsToAny(parsed, words)) {
            throw holdsNothing(pattern);
        }
        return coveredRows;
    }

    private Refusal holdsNothing(String pattern) {
        boolean wild = OscAddressSyntax.isPattern(pattern);
        if (!wild && space.match(OscAddressSyntax.parts(pattern)).isPresent()) {
            return notAsked(pattern);
        }
        String text =
                wild
                        ? pattern + " fits no value or state"
                        : "there is no address " + pattern + ", and none below it";
        return new Refusal(
                wild ? Refusal.Code.PATTERN : Refusal.Code.UNKNOWN,
                text
                        + nearestPrefix(pattern)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }

    /** The nearest spelling of the words; parts that are patterns themselves stay as they are. */
    private Optional<String> nearestPrefix(String pattern) {
        List<String> parts = OscAddressSyntax.parts(pattern);
        var plain = new StringBuilder();
        for (String part : parts) {
            plain.append('/').append(OscAddressSyntax.isPattern(part) ? "1" : part);
        }
        return space.nearestPrefix(plain.toString())
                .map(OscAddressSyntax::parts)
                .filter(near -> near.size() == parts.size())
                .map(near -> {
                    var spelled = new StringBuilder();
                    for (int i = 0; i < parts.size(); i++) {
                        boolean kept = OscAddressSyntax.isPattern(parts.get(i));
                        spelled.append('/').append(kept ? parts.get(i) : near.get(i));
                    }
                    return spelled.toString();
                })
                .filter(near -> !near.equals(pattern));
    }

    /** The objects that a group holds in a view. */
    public MatchedObjects members(CoveredRows.Group group, SessionView view) {
        return new MatchedObjects(group, layout(view));
    }

    /** All rows of a domain, in the contract's order, without other spellings. */
    public List<AddressRow> rows(ObjectKind objectKind) {
        return words.rows(objectKind);
    }

    /** A row and its other spellings. */
    public List<AddressRow> spellings(AddressRow row) {
        return words.spellings(row);
    }

    /** The row of a template of the contract, which must be a value or a state. */
    public AddressRow row(String template) {
        return space.method(template).flatMap(words::row).orElseThrow(() -> unknown(template));
    }

    /**
     * The row whose address a row has with these captures: its own, or of a parameter that is
     * called like a word of the contract the one below {@code /param}.
     */
    public AddressRow reaching(AddressRow row, List<String> captures) {
        return words.reaching(row, captures);
    }

    /** Every place of a view that has something, stored values too, in the contract's order. */
    public List<ConcreteAddress> everything(SessionView view) {
        var places = new ArrayList<ConcreteAddress>();
        for (ObjectKind objectKind : ObjectKind.values()) {
            List<AddressRow> rows = words.rows(objectKind);
            var group =
                    new CoveredRows.Group(objectKind, PatternMatcher.every(rows.getFirst()), rows);
            for (ConcreteAddress member : members(group, view).all()) {
                rows.forEach(row -> places.add(member.under(row)));
            }
        }
        return places;
    }

    private List<Answered> matches(String pattern, TimedView timedView) {
        Set<ConcreteAddress> places = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        CoveredRows coveredRows = CoveredRows.matched(parsed(pattern), words);
        for (CoveredRows.Group group : coveredRows.groups()) {
            for (ConcreteAddress member : members(group, timedView.view()).all()) {
                for (AddressRow row : group.rows()) {
                    String object = member.first() + "/" + member.second() + "/" + member.third();
                    if (seen.add(row.canonical() + " " + object)) {
                        places.add(member.under(row));
                    }
                }
            }
            if (places.size() > MOST_MATCHES) {
                throw new Refusal(
                        Refusal.Code.PATTERN,
                        pattern + " fits more than " + MOST_MATCHES + " addresses: ask for fewer");
            }
        }
        if (places.isEmpty()) {
            throw fitsNothing(pattern);
        }
        return places.stream()
                .map(place -> read(place, address(place, timedView.view()), timedView))
                .toList();
    }

    private String spelled(AddressRow row, List<String> captures) {
        return words.reaching(row, captures).address(captures);
    }

    /** The objects of a view; the same for as long as its session, graph and outputs are. */
    public SessionObjectIndex layout(SessionView view) {
        if (!objects.fits(view)) {
            objects = new SessionObjectIndex(view, addressNaming);
        }
        return objects;
    }

    private static OscPattern parsed(String pattern) {
        try {
            return OscPattern.of(pattern);
        } catch (OscFormatException bad) {
            throw new Refusal(
                    Refusal.Code.PATTERN, pattern + " is no pattern: " + bad.getMessage());
        }
    }

    private Refusal unknown(String address) {
        if (space.match(OscAddressSyntax.parts(address)).isPresent()) {
            return notAsked(address);
        }
        Optional<String> nearest = space.nearest(address);
        return new Refusal(
                Refusal.Code.UNKNOWN,
                address
                        + " is no address of this program"
                        + nearest.map(near -> "; the nearest is " + near).orElse(""));
    }

    private static Refusal notAsked(String address) {
        return new Refusal(
                Refusal.Code.UNKNOWN, address + " is neither a value nor a state to ask for");
    }

    private static Refusal fitsNothing(String pattern) {
        return new Refusal(
                Refusal.Code.PATTERN, pattern + " fits no value or state; see /track/count");
    }
}
