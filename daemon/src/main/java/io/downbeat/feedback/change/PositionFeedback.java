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

    private static final int TICKS = 24;
    private static final Grid TICK = new Grid(1, TICKS);
    private static final int CORRECTION = TICKS / 4;
    private static final long COUNTDOWN_GAP = 100_000;

    private final SubscriberDelivery subscriberDelivery;
    private final AddressRow beat;
    private final AddressRow bar;
    private final AddressRow number;
    private final AddressRow nextLaunch;
    private final AddressRow trackLaunch;
    private final AddressRow sceneLaunch;
    private final AddressRow nextCue;
    private final List<AddressRow> phases;
    private final AddressRow tick;
    private final AddressRow quarter;
    private HostMicros countdown;
    private Optional<Event.BeatPassed> present = Optional.empty();
    private Optional<BarBeat> lastTold = Optional.empty();
    private long lastTick;
    private boolean ticking;
    private boolean leapt;

    public PositionFeedback(
            PresentValueReader present, SubscriberDelivery subscriberDelivery, HostMicros now) {
        this.subscriberDelivery = subscriberDelivery;
        beat = present.row("/beat");
        bar = present.row("/beat/bar");
        number = present.row("/beat/number");
        nextLaunch = present.row("/launch/countdown");
        trackLaunch = present.row("/track/{n}/countdown");
        sceneLaunch = present.row("/scene/{s}/countdown");
        nextCue = present.row("/cue/{c}/remaining");
        phases = List.of(present.row("/beat/phase"), present.row("/bar/phase"));
        tick = present.row("/clock/out/tick");
        quarter = present.row("/clock/out/beat");
        countdown = now;
    }

    /**
     * Begins an update. If several beats have passed since the last one, the program was held up;
     * only the last of them is still playing.
     */
    public void beginUpdate(List<TurnResult> batches) {
        present = Optional.empty();
        for (TurnResult turn : batches) {
            present = turn.lastBeat().or(() -> present);
        }
    }

    /** A beat has begun: sends its number, and the countdowns. */
    @SuppressWarnings("ReferenceEquality")
    public // This very event, not one like it.
    void onBeat(Collection<Subscriber> live, Event.BeatPassed event, SessionViewAtTime viewAtTime) {
        if (present.isEmpty() || present.get() != event) {
            return;
        }
        present = Optional.empty();
        sendPosition(live, event.count(), event.at(), viewAtTime);
        countdowns(live, viewAtTime);
    }

    /** The count has jumped to another position. */
    public void onJump(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        leapt = true;
        onMeterChange(live, viewAtTime);
    }

    /**
     * The same position may have another number now, because the signature changed. If a beat
     * begins at this moment, that beat is sent instead. Before 1.1 nothing is sent.
     */
    public void onMeterChange(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        Beats place = viewAtTime.position();
        BarBeat count = viewAtTime.view().transport().meter().at(place);
        if (present.isEmpty()
                && !place.isBefore(Beats.ZERO)
                && !lastTold.equals(Optional.of(count))) {
            sendPosition(live, count, place, viewAtTime);
        }
    }

    private void sendPosition(
            Collection<Subscriber> live, BarBeat count, Beats place, SessionViewAtTime viewAtTime) {
        lastTold = Optional.of(count);
        var bars = OscArgument.clampedInt(count.bar());
        var beats = OscArgument.i(count.beat());
        var quarters = OscArgument.clampedFloat(place.quarters());
        for (Subscriber to : live) {
            subscriberDelivery.send(
                    to, ConcreteAddress.of(beat), viewAtTime, List.of(bars, beats, quarters));
            subscriberDelivery.send(to, ConcreteAddress.of(bar), viewAtTime, List.of(bars));
            subscriberDelivery.send(to, ConcreteAddress.of(number), viewAtTime, List.of(beats));
        }
    }

    /** Sends the countdowns that now lead to another boundary, or to none. */
    @SuppressWarnings("ReferenceEquality")
    public // Unchanged parts of a view are the same objects.
    void sendChangedCountdowns(
            Collection<Subscriber> live, SessionView before, SessionViewAtTime viewAtTime) {
        SessionView now = viewAtTime.view();
        if (!isCounting(before)) {
            countdown = viewAtTime.at().plus(COUNTDOWN_GAP);
        }
        if (before.tracks() != now.tracks()) {
            int most = Math.max(before.tracks().size(), now.tracks().size());
            for (int track = 1; track <= most; track++) {
                if (!due(before.track(track)).equals(due(now.track(track)))) {
                    sendPosition(live, ConcreteAddress.of(trackLaunch, track), viewAtTime);
                }
            }
            if (!nextBoundary(before).equals(nextBoundary(now))) {
                sendPosition(live, ConcreteAddress.of(nextLaunch), viewAtTime);
            }
        }
        if (before.cueLists() != now.cueLists()) {
            for (int cue = 1; cue <= Math.max(cues(before), cues(now)); cue++) {
                if (!before.cueList(cue).due().equals(now.cueList(cue).due())) {
                    sendPosition(live, ConcreteAddress.of(nextCue, cue), viewAtTime);
                }
            }
        }
        if (before.scenes() != now.scenes()) {
            var scenes = new TreeSet<Integer>();
            before.scenes().queued().forEach(queuedScene -> scenes.add(queuedScene.scene()));
            now.scenes().queued().forEach(queuedScene -> scenes.add(queuedScene.scene()));
            for (int scene : scenes) {
                if (!before.scenes().waiting(scene).equals(now.scenes().waiting(scene))) {
                    sendPosition(live, ConcreteAddress.of(sceneLaunch, scene), viewAtTime);
                }
            }
        }
    }

    private void sendPosition(
            Collection<Subscriber> live, ConcreteAddress place, SessionViewAtTime viewAtTime) {
        for (Subscriber to : live) {
            subscriberDelivery.send(to, place, viewAtTime);
        }
    }

    private static int cues(SessionView view) {
        return view.cueLists().size();
    }

    private static Optional<Beats> due(TrackState track) {
        return track.queuedClip().map(TrackState.QueuedClip::due);
    }

    private static Optional<Beats> nextBoundary(SessionView view) {
        return view.tracks().stream().flatMap(track -> due(track).stream()).min(Beats::compareTo);
    }

    /** Sends what is due by now. */
    public void sendDue(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        beginTicking(wantsTicks(live, viewAtTime.view()), viewAtTime);
        if (!viewAtTime.view().transport().playing()) {
            return;
        }
        if (isCounting(viewAtTime.view()) && !viewAtTime.at().isBefore(countdown)) {
            countdowns(live, viewAtTime);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, viewAtTime.view())
                    && !viewAtTime.at().isBefore(to.subscriberTimers().phase)) {
                phases.forEach(
                        row -> subscriberDelivery.send(to, ConcreteAddress.of(row), viewAtTime));
                to.subscriberTimers().phase =
                        viewAtTime.at().plus(SubscriberDelivery.frameMicros(to));
            }
        }
        if (ticking) {
            ticks(live, viewAtTime);
        }
    }

    /** For a subscriber that begins to listen, the next tick is the first. */
    private void beginTicking(boolean wanted, SessionViewAtTime viewAtTime) {
        if (wanted && !ticking) {
            lastTick = TICK.index(viewAtTime.position().minus(Beats.micro(1)));
            leapt = false;
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
            at = at.orEarlier(countdown);
        }
        for (Subscriber to : live) {
            if (wantsPhases(to, view)) {
                at = at.orEarlier(to.subscriberTimers().phase);
            }
        }
        if (ticking) {
            at = at.orEarlier(transport.timeline().momentOf(TICK.point(lastTick + 1)));
        }
        return at;
    }

    private void countdowns(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        SessionView view = viewAtTime.view();
        if (!isCounting(view)) {
            return;
        }
        countdown = viewAtTime.at().plus(COUNTDOWN_GAP);
        for (Subscriber to : live) {
            subscriberDelivery.send(to, ConcreteAddress.of(nextLaunch), viewAtTime);
            for (int track = 1; track <= view.tracks().size(); track++) {
                if (view.track(track).queuedClip().isPresent()) {
                    subscriberDelivery.send(to, ConcreteAddress.of(trackLaunch, track), viewAtTime);
                }
            }
            for (SceneStates.QueuedScene queuedScene : view.scenes().queued()) {
                subscriberDelivery.send(
                        to, ConcreteAddress.of(sceneLaunch, queuedScene.scene()), viewAtTime);
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
    private void ticks(Collection<Subscriber> live, SessionViewAtTime viewAtTime) {
        long now = TICK.index(viewAtTime.position());
        if (!leapt && now < lastTick && now > lastTick - CORRECTION) {
            return;
        }
        boolean jumped = leapt || now < lastTick || now > lastTick + TICKS;
        long first = jumped && now != lastTick ? now : lastTick + 1;
        leapt = false;
        for (long each = first; each <= now; each++) {
            for (Subscriber to : live) {
                subscriberDelivery.send(
                        to,
                        ConcreteAddress.of(tick),
                        viewAtTime,
                        List.of(OscArgument.clampedInt(each)));
                if (each % TICKS == 0) {
                    var beats = OscArgument.clampedInt(each / TICKS);
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
                    || addresses.wants(sceneLaunch)
                    || addresses.wants(nextCue)) {
                return true;
            }
        }
        return false;
    }
}
