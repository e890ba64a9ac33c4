package io.downbeat.address;

import io.downbeat.osc.OscAddress;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPattern;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Match;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;
import io.downbeat.session.SessionView;
import io.downbeat.session.Spelling;

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
public final class PresentValues {

    /** The most addresses that a pattern may ask for. */
    public static final int MOST_MATCHES = 1024;

    private final AddressSpace space;
    private final Vocabulary words;
    private final Spelling spelling;
    private Layout layout;

    /**
     * Throws {@link IllegalStateException} if a value or state of the contract has no answer here.
     *
     * @param version what {@code /version} answers
     */
    public PresentValues(AddressSpace space, String version, Spelling spelling, SessionView view) {
        this.space = space;
        this.spelling = spelling;
        words = new Vocabulary(space, version);
        layout = new Layout(view, spelling);
    }

    /**
     * The answers to a question: one on the address as it was asked, or one for each match of a
     * pattern, on positions and ids. Throws {@link Refusal}.
     */
    public List<Asked> asked(String address, Moment moment) {
        return OscAddress.isPattern(address)
                ? matches(address, moment)
                : List.of(asked(place(address, moment.view()), address, moment));
    }

    /**
     * An answer.
     *
     * @param row what was asked for
     */
    public record Asked(Row row, OscMessage message) {}

    private Asked asked(Place place, String address, Moment moment) {
        return new Asked(place.row(), new OscMessage(address, answer(place, moment)));
    }

    /** What a plain address answers; throws {@link Refusal}. */
    public List<OscArgument> at(String address, Moment moment) {
        return answer(place(address, moment.view()), moment);
    }

    /** The place that a plain address names; throws {@link Refusal} if it names none. */
    public Place place(String address, SessionView view) {
        Match match = space.match(OscAddress.parts(address)).orElseThrow(() -> unknown(address));
        Row row = words.row(match.method()).orElseThrow(() -> notAsked(address));
        List<Ref> refs = match.captures().stream().map(Ref::of).toList();
        return new Resolution(layout(view), refs).place(row);
    }

    /** What a place answers; its empty value where there is nothing. */
    public List<OscArgument> answer(Place place, Moment moment) {
        Row row = place.row();
        return moment.holds(place) ? row.answer(moment, place) : row.empty();
    }

    /** The address under which a place is reached by its position or id. */
    public String address(Place place, SessionView view) {
        return spelled(
                place.row(),
                layout(view)
                        .captures(
                                place.row().domain(),
                                place.first(),
                                place.second(),
                                place.third()));
    }

    /** The address under which a member of a group is told: as its pattern spells it. */
    public String address(Row row, Place member, Members members) {
        return spelled(row, members.captures(member));
    }

    /**
     * What a subscription to a pattern holds: what it fits and all below; explicit addresses only
     * where it fits them itself. That is nothing for {@code /clock/out}, below which all addresses
     * are explicit. Throws {@link Refusal} for what is no pattern, and where no value or state of
     * the contract is or lies below what it fits.
     */
    public Coverage covered(String pattern) {
        OscPattern parsed = parsed(pattern);
        Coverage coverage = Coverage.covered(parsed, words);
        if (coverage.isEmpty() && !Coverage.leadsToAny(parsed, words)) {
            throw holdsNothing(pattern);
        }
        return coverage;
    }

    private Refusal holdsNothing(String pattern) {
        boolean wild = OscAddress.isPattern(pattern);
        if (!wild && space.match(OscAddress.parts(pattern)).isPresent()) {
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
        List<String> parts = OscAddress.parts(pattern);
        var plain = new StringBuilder();
        for (String part : parts) {
            plain.append('/').append(OscAddress.isPattern(part) ? "1" : part);
        }
        return space.nearestPrefix(plain.toString())
                .map(OscAddress::parts)
                .filter(near -> near.size() == parts.size())
                .map(near -> {
                    var spelled = new StringBuilder();
                    for (int i = 0; i < parts.size(); i++) {
                        boolean kept = OscAddress.isPattern(parts.get(i));
                        spelled.append('/').append(kept ? parts.get(i) : near.get(i));
                    }
                    return spelled.toString();
                })
                .filter(near -> !near.equals(pattern));
    }

    /** The objects that a group holds in a view. */
    public Members members(Coverage.Group group, SessionView view) {
        return new Members(group, layout(view));
    }

    /** All rows of a domain, in the contract's order, without other spellings. */
    public List<Row> rows(Domain domain) {
        return words.rows(domain);
    }

    /** A row and its other spellings. */
    public List<Row> spellings(Row row) {
        return words.spellings(row);
    }

    /** The row of a template of the contract, which must be a value or a state. */
    public Row row(String template) {
        return space.method(template).flatMap(words::row).orElseThrow(() -> unknown(template));
    }

    /**
     * The row whose address a row has with these captures: its own, or of a parameter that is
     * called like a word of the contract the one below {@code /param}.
     */
    public Row reaching(Row row, List<String> captures) {
        return words.reaching(row, captures);
    }

    /** Every place of a view that has something, stored values too, in the contract's order. */
    public List<Place> everything(SessionView view) {
        var places = new ArrayList<Place>();
        for (Domain domain : Domain.values()) {
            List<Row> rows = words.rows(domain);
            var group = new Coverage.Group(domain, Fitting.every(rows.getFirst()), rows);
            for (Place member : members(group, view).all()) {
                rows.forEach(row -> places.add(member.under(row)));
            }
        }
        return places;
    }

    private List<Asked> matches(String pattern, Moment moment) {
        Set<Place> places = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Coverage coverage = Coverage.matched(parsed(pattern), words);
        for (Coverage.Group group : coverage.groups()) {
            for (Place member : members(group, moment.view()).all()) {
                for (Row row : group.rows()) {
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
                .map(place -> asked(place, address(place, moment.view()), moment))
                .toList();
    }

    private String spelled(Row row, List<String> captures) {
        return words.reaching(row, captures).address(captures);
    }

    /** The objects of a view; the same for as long as its session, graph and outputs are. */
    public Layout layout(SessionView view) {
        if (!layout.fits(view)) {
            layout = new Layout(view, spelling);
        }
        return layout;
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
        if (space.match(OscAddress.parts(address)).isPresent()) {
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
