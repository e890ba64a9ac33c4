package io.downbeat.feedback.change;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.SessionViewAtTime;
import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.feedback.subscriber.MatchedAddresses;
import io.downbeat.feedback.subscriber.Subscriber;
import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.view.SceneStates;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.HostMicros;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sends beats, countdowns, phases and clock ticks, each at its own moment: a beat once, when it
 * begins; after a jump, the new position once. A correction of the count sends nothing. What is
 * already over is left out.
 */
public final class PositionFeedback {

    private static final int TICKS_PER_BEAT = 24;
    private static final Grid TICK = new Grid(1, TICKS_PER_BEAT);

    /** A count that goes back further has jumped; up to this it was only corrected. */
    private static final int LARGEST_CORRECTION_TICKS = TICKS_PER_BEAT / 4;

    /** The time between two messages of a countdown. */
    private static final long COUNTDOWN_GAP_MICROS = 100_000;

    private final SubscriberDelivery subscriberDelivery;
    private final AddressRow beat;
    private final AddressRow bar;
    private final AddressRow number;
    private final AddressRow arrangementPosition;
    private final AddressRow nextLaunch;
    private final AddressRow trackLaunch;
    private final AddressRow launchedScene;
    private final AddressRow nextCue;
    private final List<AddressRow> phases;
    private final AddressRow tick;
    private final AddressRow quarter;
    private HostMicros nextCountdown;
    private Optional<Event.BeatPassed> currentBeat = Optional.empty();
    private Optional<BarBeat> lastSent = Optional.empty();
    private long lastTick;
    private boolean ticking;
    private boolean hasJumped;

    public PositionFeedback(
            PresentValueReader present, SubscriberDelivery subscriberDelivery, HostMicros now) {
        this.subscriberDelivery = subscriberDelivery;
        beat = present.row("/beat");
        bar = present.row("/beat/bar");
        number = present.row("/beat/number");
        arrangementPosition = present.row("/arrangement/position");
        nextLaunch = present.row("/launch/countdown");
        trackLaunch = present.row("/track/{n}/countdown");
        launchedScene = present.row("/scene/{s}/countdown");
        nextCue = present.row("/cue/{c}/remaining");
        phases = List.of(present.row("/beat/phase"), present.row("/bar/phase"));
        tick = present.row("/clock/out/tick");
        quarter = present.row("/clock/out/beat");
        nextCountdown = now;
    }

    /**
     * Begins an update. If several beats have passed since the last one, the program was held up;
     * only the last of them is still playing.
     */
    public void beginUpdate(List<TurnResult> turns) {
        currentBeat = Optional.empty();
        for (TurnResult turn : turns) {
            currentBeat = turn.lastBeat().or(() -> currentBeat);
        }
    }

    /**
     * A beat has begun: sends its number, the position of the arrangement if that advances, and the
     * countdowns.
     */
    @SuppressWarnings("ReferenceEquality") // Only this event, not an equal one.
    public void onBeat(
            Collection<Subscriber> live, Event.BeatPassed event, SessionViewAtTime viewAtTime) {
        if (currentBeat.isEmpty() || currentBeat.get() != event) {
            return;
        }
        currentBeat = Optional.empty();
        sendPosition(live, event.count(), event.at(), viewAtTime);
        if (viewAtTime.view().arrangement().rolling()) {
            sendToAll(live, ConcreteAddress.of(arrangementPosition), viewAtTime);
        }
        sendCountdowns(live, viewAtTime);
    }

    /** The count has jumped to another position. */
    public void onJump(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        hasJumped = true;
        onMeterChange(live, viewAtTime);
    }

    /**
     * The same position may have another number now, because the signature changed. If a beat
     * begins at this moment, that beat is sent instead. Before 1.1 nothing is sent.
     */
    public void onMeterChange(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        Beats position = viewAtTime.position();
        BarBeat count = viewAtTime.view().transport().meter().at(position);
        if (currentBeat.isEmpty()
                && !position.isBefore(Beats.ZERO)
                && !lastSent.equals(Optional.of(count))) {
            sendPosition(live, count, position, viewAtTime);
        }
    }

    private void sendPosition(
            Collection<Subscriber> live,
            BarBeat count,
            Beats position,
            SessionViewAtTime viewAtTime) {
        lastSent = Optional.of(count);
        var bars = OscArgument.clampedInt(count.bar());
        var beats = OscArgument.i(count.beat());
        var quarters = OscArgument.clampedFloat(position.quarters());
        for (Subscriber to : live) {
            subscriberDelivery.send(
                    to, ConcreteAddress.of(beat), viewAtTime, List.of(bars, beats, quarters));
            subscriberDelivery.send(to, ConcreteAddress.of(bar), viewAtTime, List.of(bars));
            subscriberDelivery.send(to, ConcreteAddress.of(number), viewAtTime, List.of(beats));
        }
    }

    /** Sends the countdowns that now lead to another boundary, or to none. */
    @SuppressWarnings("ReferenceEquality") // Unchanged parts of a view are the same objects.
    public void sendChangedCountdowns(
            Collection<Subscriber> live, SessionView before, SessionViewAtTime viewAtTime) {
        SessionView now = viewAtTime.view();
        if (!isCounting(before)) {
            nextCountdown = viewAtTime.at().plus(COUNTDOWN_GAP_MICROS);
        }
        if (before.tracks() != now.tracks()) {
            int most = Math.max(before.tracks().size(), now.tracks().size());
            for (int track = 1; track <= most; track++) {
                if (!boundaryOf(before.track(track)).equals(boundaryOf(now.track(track)))) {
                    sendToAll(live, ConcreteAddress.of(trackLaunch, track), viewAtTime);
                }
            }
            if (!nextBoundary(before).equals(nextBoundary(now))) {
                sendToAll(live, ConcreteAddress.of(nextLaunch), viewAtTime);
            }
        }
        if (before.cueLists() != now.cueLists()) {
            for (int cue = 1; cue <= Math.max(cues(before), cues(now)); cue++) {
                if (!before.cueList(cue).due().equals(now.cueList(cue).due())) {
                    sendToAll(live, ConcreteAddress.of(nextCue, cue), viewAtTime);
                }
            }
        }
        if (before.scenes() != now.scenes()) {
            var scenes = new TreeSet<Integer>();
            before.scenes().queued().forEach(queuedScene -> scenes.add(queuedScene.scene()));
            now.scenes().queued().forEach(queuedScene -> scenes.add(queuedScene.scene()));
            for (int scene : scenes) {
                if (!before.scenes().queuedScene(scene).equals(now.scenes().queuedScene(scene))) {
                    sendToAll(live, ConcreteAddress.of(launchedScene, scene), viewAtTime);
                }
            }
        }
    }

    private void sendToAll(
            Collection<Subscriber> live, ConcreteAddress position, SessionViewAtTime viewAtTime) {
        for (Subscriber to : live) {
            subscriberDelivery.send(to, position, viewAtTime);
        }
    }

    private static int cues(SessionView view) {
        return view.cueLists().size();
    }

    private static Optional<Beats> boundaryOf(TrackState track) {
        return track.queuedClip().map(TrackState.QueuedClip::due);
    }

    private static Optional<Beats> nextBoundary(SessionView view) {
        return view.tracks().stream()
                .flatMap(track -> boundaryOf(track).stream())
                .min(Beats::compareTo);
    }

    /** Sends what is due by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        beginTicking(wantsTicks(live, viewAtTime.view()), viewAtTime);
        if (!viewAtTime.view().transport().playing()) {
            return;
        }
        if (isCounting(viewAtTime.view()) && !viewAtTime.at().isBefore(nextCountdown)) {
            sendCountdowns(live, viewAtTime);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, viewAtTime.view())
                    && !viewAtTime.at().isBefore(to.timers().nextPhase)) {
                phases.forEach(
                        row -> subscriberDelivery.send(to, ConcreteAddress.of(row), viewAtTime));
                to.timers().nextPhase = viewAtTime.at().plus(SubscriberDelivery.frameMicros(to));
            }
        }
        if (ticking) {
            sendTicks(live, viewAtTime);
        }
    }

    /** For a subscriber that begins to listen, the next tick is the first. */
    private void beginTicking(boolean wanted, SessionViewAtTime viewAtTime) {
        if (wanted && !ticking) {
            lastTick = TICK.index(viewAtTime.position().minus(Beats.micro(1)));
            hasJumped = false;
        }
        ticking = wanted;
    }

    /** When the next of these messages is due. */
    public HostMicros wakeAt(Collection<Subscriber> live, SessionView view) {
        TransportState transport = view.transport();
        if (!transport.playing()) {
            return HostMicros.NEVER;
        }
        HostMicros at = HostMicros.NEVER;
        if (isCounting(view) && wantsCountdown(live, view)) {
            at = at.orEarlier(nextCountdown);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, view)) {
                at = at.orEarlier(to.timers().nextPhase);
            }
        }
        if (ticking) {
            at = at.orEarlier(transport.timeline().momentOf(TICK.point(lastTick + 1)));
        }
        return at;
    }

    private void sendCountdowns(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        SessionView view = viewAtTime.view();
        if (!isCounting(view)) {
            return;
        }
        nextCountdown = viewAtTime.at().plus(COUNTDOWN_GAP_MICROS);
        for (Subscriber to : live) {
            if (nextBoundary(view).isPresent()) {
                subscriberDelivery.send(to, ConcreteAddress.of(nextLaunch), viewAtTime);
            }
            for (int track = 1; track <= view.tracks().size(); track++) {
                if (view.track(track).queuedClip().isPresent()) {
                    subscriberDelivery.send(to, ConcreteAddress.of(trackLaunch, track), viewAtTime);
                }
            }
            for (SceneStates.QueuedScene queuedScene : view.scenes().queued()) {
                subscriberDelivery.send(
                        to, ConcreteAddress.of(launchedScene, queuedScene.scene()), viewAtTime);
            }
            for (int cue = 1; cue <= cues(view); cue++) {
                if (view.cueList(cue).due().isPresent()) {
                    subscriberDelivery.send(to, ConcreteAddress.of(nextCue, cue), viewAtTime);
                }
            }
        }
    }

    /**
     * Sends every tick since the last one; after a jump or a long pause only the present one. If
     * the count was put back a little, it waits: a receiver that counts ticks must not count one
     * twice.
     */
    private void sendTicks(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        long now = TICK.index(viewAtTime.position());
        if (!hasJumped && now < lastTick && now > lastTick - LARGEST_CORRECTION_TICKS) {
            return;
        }
        boolean jumped = hasJumped || now < lastTick || now > lastTick + TICKS_PER_BEAT;
        long first = jumped && now != lastTick ? now : lastTick + 1;
        hasJumped = false;
        for (long tickNumber = first; tickNumber <= now; tickNumber++) {
            for (Subscriber to : live) {
                subscriberDelivery.send(
                        to,
                        ConcreteAddress.of(tick),
                        viewAtTime,
                        List.of(OscArgument.clampedInt(tickNumber)));
                if (tickNumber % TICKS_PER_BEAT == 0) {
                    var beats = OscArgument.clampedInt(tickNumber / TICKS_PER_BEAT);
                    subscriberDelivery.send(
                            to, ConcreteAddress.of(quarter), viewAtTime, List.of(beats));
                }
            }
        }
        lastTick = now;
    }

    private static boolean isCounting(SessionView view) {
        return view.transport().playing()
                && (view.pending() > 0
                        || view.cueLists().stream().anyMatch(list -> list.due().isPresent()));
    }

    private boolean wantsPhases(Subscriber to, SessionView view) {
        MatchedAddresses addresses = subscriberDelivery.addressesOf(to, view);
        return phases.stream().anyMatch(addresses::wants);
    }

    private boolean wantsTicks(Collection<Subscriber> live, SessionView view) {
        for (Subscriber to : live) {
            MatchedAddresses addresses = subscriberDelivery.addressesOf(to, view);
            if (addresses.wants(tick) || addresses.wants(quarter)) {
                return true;
            }
        }
        return false;
    }

    private boolean wantsCountdown(Collection<Subscriber> live, SessionView view) {
        for (Subscriber to : live) {
            MatchedAddresses addresses = subscriberDelivery.addressesOf(to, view);
            if (addresses.wants(nextLaunch)
                    || addresses.wants(trackLaunch)
                    || addresses.wants(launchedScene)
                    || addresses.wants(nextCue)) {
                return true;
            }
        }
        return false;
    }
}
