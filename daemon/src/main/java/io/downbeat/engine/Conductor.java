package io.downbeat.engine;

import io.downbeat.guard.PartGuard;
import io.downbeat.session.Ahead;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Piece;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.session.SessionView.OutputState;
import io.downbeat.session.Spelling;
import io.downbeat.session.TransportState;
import io.downbeat.session.Upcoming;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Optional;

/**
 * The running session. One thread turns it; everything else sends it arrivals and reads its turns.
 *
 * <p>A turn lives through time in order: what fell due before an arrival is performed before it.
 * How time is cut into turns changes no event, which is what replay, prepared packets and crash
 * recovery stand on. Reads no clock and knows no thread, socket or file. Not thread safe.
 */
public final class Conductor {

    /** Later than any beat of a performance. */
    private static final Beats NO_BEAT = Beats.micro(Long.MAX_VALUE);

    private final Score score = new Score();
    private final PromptBook book;
    private final Transport transport;
    private final LaunchQueue queue = new LaunchQueue();
    private final Fades fades;
    private final Decks decks;
    private final Obedience obedience;
    private final Holding holding = new Holding();
    private final Publishing publishing;
    private final Lead lead;
    private final List<GuardedPart> timed;
    private final GuardedPart fadeFrames;
    private final GuardedPart speedSteps;
    private final GuardedPart leadingClock;
    private final PartGuard count = PartGuard.of("the count", this::recount);
    private final PartGuard launches = PartGuard.of("the launch queue", this::tell);
    private final PartGuard views = PartGuard.of("the view of the session", this::tell);
    private SessionView published;
    private HostMicros performedUntil;
    private Beats floor;

    /**
     * @param start when the count begins, at beat zero
     * @param playing whether the transport runs from there
     */
    public Conductor(Cast cast, HostMicros start, boolean playing) {
        Piece piece = cast.piece();
        book = new PromptBook(piece, cast.outputs(), cast.spelling());
        var timeline = new Timeline(piece.tempo(), Beats.ZERO, start);
        boolean runs = playing && !cast.clock().source().isFollowed();
        transport = new Transport(new TransportState(runs, timeline, piece.meter()), score);
        var panel = new Panel(book, score);
        fades = new Fades(panel, transport, start, cast.framesPerSecond());
        var speed = new Speed(transport);
        lead = new Lead(book, transport, panel, score, speed, cast.clock());
        var scenes = new Scenes(lead, queue, score);
        decks = new Decks(book, transport, panel, fades, score, scenes, queue);
        var launcher = new Launcher(book, panel, score, decks, scenes, cast.dice());
        var patchbay = new Patchbay(cast.outputs(), score);
        var guests = new Guests(book, panel, score, launcher, patchbay);
        var helm = new Helm(transport, speed, lead);
        var baton = new Baton(book, transport, fades, score, helm, decks, holding);
        obedience = new Obedience(book, panel, baton, launcher, patchbay, guests);
        publishing = new Publishing(book, transport, panel, lead, decks, scenes, patchbay, guests);
        fadeFrames = new GuardedPart(fades, this::tell);
        speedSteps = new GuardedPart(speed, this::tell);
        leadingClock = new GuardedPart(lead, this::tell);
        timed = List.of(fadeFrames, speedSteps, leadingClock);
        published = publishing.view();
        performedUntil = start;
        floor = Beats.ZERO;
        piece.active().forEach(this::restore);
        settle(start);
    }

    /**
     * Who and what takes part in a performance.
     *
     * @param outputs in the order of their positions
     * @param clock which clock leads at the beginning
     * @param framesPerSecond how often a fade writes each number that it moves
     */
    public record Cast(
            Piece piece,
            List<OutputState> outputs,
            Spelling spelling,
            Dice dice,
            ClockState clock,
            int framesPerSecond) {

        /** On its own clock, with as many frames as most receivers want. */
        public Cast(Piece piece, List<OutputState> outputs, Spelling spelling, Dice dice) {
            this(piece, outputs, spelling, dice, ClockState.INTERNAL, Fades.USUAL_FRAMES);
        }

        public Cast {
            outputs = List.copyOf(outputs);
        }
    }

    /** The session as the last turn left it; before the first, as it was loaded. */
    public SessionView view() {
        return publishing.view();
    }

    /**
     * Lives through all that happened up to {@code now}, in the order of the host clock.
     *
     * @param arrivals in the order of their moments, none after {@code now}
     */
    public Turn turn(HostMicros now, List<Arrival> arrivals) {
        for (Arrival arrival : arrivals) {
            performDue(arrival.at());
            take(arrival);
        }
        performDue(now);
        List<Upcoming> upcoming = launches.ask(() -> queue.upcoming(decks::upcoming), List.of());
        var ahead = new Ahead(upcoming, transport.counted());
        published = views.ask(publishing::view, published);
        HostMicros wakeAt = wakeAt();
        return new Turn(published, score.take(), ahead, wakeAt);
    }

    private void restore(Piece.ActiveClip active) {
        for (int track = 1; track <= book.session().tracks().size(); track++) {
            var there = book.track(track);
            int clip = there.positionOf(active.clipId());
            if (clip > 0 && there.id().equals(active.trackId())) {
                decks.restore(track, clip);
            }
        }
    }

    private void take(Arrival arrival) {
        HostMicros at = arrival.at().orLater(performedUntil);
        if (arrival.due().isPresent() && arrival.due().get().isAfter(at)) {
            hold(arrival, at);
        } else {
            obey(arrival, at);
        }
    }

    private void hold(Arrival arrival, HostMicros at) {
        if (!holding.hold(arrival)) {
            String address =
                    arrival.requests().isEmpty() ? "" : arrival.requests().getFirst().address();
            score.tell(
                    new Event.Refused(
                            here(at),
                            arrival.by(),
                            address,
                            Refusal.Code.BUSY,
                            "too many bundles are being held for their time: send them later"));
        }
    }

    /** One step: between its messages come only the cues that they make due, nobody else's. */
    private void obey(Arrival arrival, HostMicros at) {
        obedience.beginArrival();
        for (Request request : arrival.requests()) {
            obey(request, arrival, at);
            performCues(at);
        }
    }

    private void obey(Request request, Arrival arrival, HostMicros at) {
        Origin by = arrival.by();
        boolean held = arrival.due().filter(arrival.at()::isBefore).isPresent();
        HostMicros came = held ? at : arrival.at();
        var moment = new Moment(here(at), at, came, by, request.address(), arrival.due());
        try {
            obedience.obey(request.command(), moment);
            restoreWhat(request.command());
        } catch (Refusal refusal) {
            boolean unprefixed =
                    request.command() instanceof Command.Refuse refuse && refuse.unprefixed();
            score.tell(
                    new Event.Refused(
                            moment.beat(),
                            by,
                            request.address(),
                            refusal.code(),
                            refusal.text(),
                            unprefixed));
        } catch (RuntimeException | StackOverflowError broken) {
            String what = request.address().isEmpty() ? "a command" : request.address();
            score.tell(new Event.Failed(moment.beat(), what, broken.toString()));
        }
        settle(at);
    }

    /** A part that was taken out of service is set anew by a command to it. */
    private void restoreWhat(Command command) {
        switch (command) {
            case Command.OfTime time -> speedSteps.restore();
            case Command.HearPulse pulse -> {}
            case Command.LinkIs now -> {}
            case Command.OfClock clock -> leadingClock.restore();
            case Command.OfLaunching launching -> restoreLaunches();
            case Command.OnClip clip -> restoreLaunches();
            case Command.LaunchScene scene -> restoreLaunches();
            default -> {}
        }
    }

    private void restoreLaunches() {
        launches.restore();
        fadeFrames.restore();
    }

    private void tell(PartGuard.Failure failure) {
        String remedy = failure.outOfService() ? " until it is set anew" : "";
        score.tell(new Event.Failed(floor, failure.part(), failure.text() + remedy));
    }

    /** Everything hangs on the count: it goes on from its last beat at a tempo that stays. */
    private void recount(PartGuard.Failure failure) {
        if (failure.outOfService()) {
            transport.beginAnew(floor, performedUntil);
            count.restore();
        }
        score.tell(new Event.Failed(floor, failure.part(), failure.text()));
    }

    /** The leading clock has its say; after a jump of the count the floor lies where it does. */
    private void settle(HostMicros at) {
        leadingClock.run(() -> lead.keepUp(Moment.ofCue(here(at), at)));
        Beats jump = transport.takeJump();
        fadeFrames.run(() -> fades.follow(jump));
        if (transport.movedAt().equals(at)) {
            floor = floor.orEarlier(transport.state().positionAt(at));
        }
    }

    /**
     * All that falls due up to a moment, in the order of time; of equals the cues first, then what
     * is timed, then one held bundle after the other.
     */
    private void performDue(HostMicros until) {
        while (true) {
            // Looked up anew each time: a cue may begin what then falls due before the next.
            HostMicros other = nextBesidesCues().orLater(performedUntil);
            if (!nextCue().isAfter(other.orEarlier(until))) {
                performCue();
            } else if (!other.isAfter(until)) {
                performBesidesCues(other);
            } else {
                performedUntil = performedUntil.orLater(until);
                return;
            }
        }
    }

    private void performBesidesCues(HostMicros at) {
        performedUntil = at;
        for (GuardedPart part : timed) {
            if (!part.next().isAfter(at)) {
                part.perform(Moment.ofCue(here(at), at));
                settle(at);
            }
        }
        if (!holding.next().isAfter(at)) {
            obey(holding.take(), at);
        }
    }

    private HostMicros nextBesidesCues() {
        HostMicros next = holding.next();
        for (GuardedPart part : timed) {
            next = next.orEarlier(part.next());
        }
        return next;
    }

    private void performCues(HostMicros until) {
        while (!nextCue().isAfter(until)) {
            performCue();
        }
        performedUntil = performedUntil.orLater(until);
    }

    private void performCue() {
        performedUntil = performedUntil.orLater(nextCue());
        perform(nextBeat().orElseThrow());
    }

    /** The moment of the next tick or cue, or never. */
    private HostMicros nextCue() {
        return nextBeat().map(this::momentOf).orElse(HostMicros.NEVER);
    }

    private void perform(Beats at) {
        floor = floor.orLater(at);
        if (nextTick().equals(at)) {
            count.run(() -> transport.tick(at));
        } else if (nextLaunch().filter(at::equals).isPresent()) {
            launches.run(() -> decks.perform(queue.take(), at));
        } else {
            fadeFrames.run(() -> fades.arrive(at));
        }
        settle(momentOf(at).orLater(performedUntil));
    }

    private HostMicros momentOf(Beats beat) {
        return count.ask(() -> transport.momentOf(beat), HostMicros.NEVER);
    }

    private Beats nextTick() {
        return count.ask(transport::nextTick, NO_BEAT);
    }

    private Optional<Beats> nextLaunch() {
        return launches.ask(queue::next, Optional.empty());
    }

    /**
     * The beat of the next tick, cue or end of a fade; those on one beat come in this order, so
     * that a launch can take over where a fade ends.
     */
    private Optional<Beats> nextBeat() {
        if (!transport.playing()) {
            return Optional.empty();
        }
        Beats next = nextTick();
        next = nextLaunch().filter(next::isAfter).orElse(next);
        Optional<Beats> end = fadeFrames.ask(fades::nextEnd, Optional.empty());
        return Optional.of(end.filter(next::isAfter).orElse(next));
    }

    private Beats here(HostMicros at) {
        return count.ask(() -> transport.state().positionAt(at), floor).orLater(floor);
    }

    private HostMicros wakeAt() {
        return nextCue().orEarlier(nextBesidesCues());
    }
}
