package io.downbeat.feedback;

import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.guard.PartGuard;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PlainText;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.session.Spelling;
import io.downbeat.session.Switch;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What surfaces hear, turn by turn. One thread turns it; it reads no clock and knows no socket. Not
 * thread safe.
 *
 * <p>A value is told as it is when its packet is made, never as it was: at the end of a turn no
 * packet is older than another that left before it.
 */
public final class Feedback {

    private static final long SECOND = 1_000_000;

    /** So long feedback waits at least after a failure, in microseconds. */
    private static final long AFTER_FAILURE = 5_000;

    /** A part that is out of service is tried again after so many turns: about a second. */
    private static final long TRIAL_AFTER_TURNS = 64;

    private final String version;
    private final PresentValues present;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final HostBudgets budgets;
    private final Reception reception;
    private final Delivery delivery;
    private final Portions portions;
    private final Pulses pulses;
    private final Courses courses;
    private final Hands hands;
    private final List<Turned.AskedBy> asked = new ArrayList<>();
    private final List<PartGuard.Failure> failures = new ArrayList<>();
    private final PartGuard questionsGuard = guard("the answering of questions");
    private final PartGuard changesGuard =
            PartGuard.catching("the telling of changes", failures::add);
    private final PartGuard housekeepingGuard = guard("the care of subscriptions");
    private final PartGuard pulsesGuard = guard("the telling of beats");
    private final PartGuard coursesGuard = guard("the telling of fades");
    private final PartGuard portionsGuard = guard("dumps and healing");
    private SessionView view;
    private HostMicros housekeeping;
    private long changes;

    /**
     * What holds for one run.
     *
     * @param version of the program, as {@code /hello} and {@code /version} tell it
     * @param prefix stands before every address out; empty for none
     * @param isThisComputer whether an IP address is this computer's own
     */
    public record House(
            AddressSpace space,
            Spelling spelling,
            String version,
            String prefix,
            Predicate<String> isThisComputer) {}

    /**
     * @param view the session as it is before the first batch
     */
    public Feedback(House house, SessionView view, HostMicros now) {
        this.version = house.version();
        this.view = view;
        present = new PresentValues(house.space(), version, house.spelling(), view);
        outbox = new Outbox(house.prefix());
        budgets = new HostBudgets(house.isThisComputer(), now);
        subscriptions = new Subscriptions(present, budgets);
        int prefixLength = house.prefix().length() + Integer.BYTES;
        var errorAddresses = new ErrorAddresses(house.space(), house.prefix());
        delivery = new Delivery(present, view, outbox, prefixLength);
        reception =
                new Reception(
                        present,
                        subscriptions,
                        budgets,
                        delivery,
                        outbox,
                        prefixLength,
                        errorAddresses);
        pulses = new Pulses(present, delivery, now);
        portions = new Portions(delivery, budgets, now);
        courses = new Courses(present, delivery);
        hands = new Hands(subscriptions, reception, delivery);
        housekeeping = now;
    }

    /**
     * Subscribes a surface of the rig, which is greeted. Throws {@link Refusal} if one of its
     * patterns holds nothing.
     */
    public void fix(Fixed surface, HostMicros now) {
        greet(subscriptions.fix(surface.to(), surface.patterns(), surface.options(), now));
    }

    /** Takes up the subscriptions of the last run, which are greeted; skips what is damaged. */
    public void restore(List<String> lines, HostMicros now) {
        subscriptions.restore(lines, now).forEach(this::greet);
    }

    /**
     * Tells a warning of the load to those who were subscribed when the program started; nobody
     * else can have asked for it.
     *
     * @param path where it stands in the file, as {@code session.scenes[2]}
     */
    public void warn(String path, String text) {
        for (Subscriber each : subscriptions.live()) {
            delivery.say(
                    each,
                    "/session/warning",
                    List.of(OscArgument.s(PlainText.of(path)), OscArgument.s(PlainText.of(text))));
        }
    }

    /** The live subscriptions as lines of text, for {@link #restore} after a restart. */
    public List<String> lines() {
        return subscriptions.lines();
    }

    /** Forgets a connection that has ended. */
    public void left(Peer peer) {
        reception.left(peer);
        asked.add(daemon(new Command.ClientGone(new Origin(peer.toString()))));
    }

    /**
     * A destination refuses what it is sent: nobody listens on its port. It is told nothing but a
     * heartbeat a second until it takes that.
     */
    public void refused(Peer destination) {
        subscriptions
                .at(destination)
                .filter(Subscriber::refused)
                .ifPresent(lost -> {
                    reception.noteChange();
                });
    }

    /** The destinations by UDP of all subscriptions that have not been forgotten. */
    public Set<Peer> destinations() {
        Set<Peer> all = new LinkedHashSet<>();
        for (Subscriber each : subscriptions.all()) {
            if (each.to().transport() == Peer.Transport.UDP) {
                all.add(each.to());
            }
        }
        return all;
    }

    /** The farewell to everybody who is subscribed. */
    public List<Outgoing> bye() {
        for (Subscriber each : subscriptions.live()) {
            delivery.say(each, "/bye", List.of());
        }
        return outbox.take();
    }

    /** How many answers were left out so far because no packet holds them. */
    public long tooLargeAnswers() {
        return outbox.tooLarge();
    }

    /** The clients that watch what arrives, by {@code /monitor}. */
    public List<Origin> monitors(HostMicros now) {
        return reception.monitors().watching(now);
    }

    /** Tells those who watch what arrived. */
    public List<Outgoing> report(List<ArrivalReport> reports, HostMicros now) {
        reception.report(reports, now);
        return outbox.take();
    }

    /**
     * Takes what happened and does what is due by {@code now}.
     *
     * @param batches in their order, none after {@code now}
     */
    public Turned turn(HostMicros now, List<Batch> batches) {
        budgets.turn(now);
        questionsGuard.run(() -> reception.takeWaiting(new Moment(view, now)));
        pulsesGuard.run(() -> pulses.begin(batches));
        for (Batch batch : batches) {
            changesGuard.run(() -> take(batch));
        }
        var moment = new Moment(view, now);
        housekeepingGuard.run(() -> keepHouse(moment));
        for (Subscriber each : subscriptions.live()) {
            each.guard(this::guard).run(() -> delivery.deliver(each, moment));
        }
        pulsesGuard.run(() -> pulses.turn(subscriptions.live(), moment));
        coursesGuard.run(() -> courses.turn(subscriptions.live(), moment));
        portionsGuard.run(() -> portions.turn(subscriptions.live(), moment));
        boolean changed = reception.takeChanged();
        if (changed) {
            asked.add(daemon(new Command.ClientsAre(subscriptions.clients())));
        }
        var turned =
                new Turned(
                        outbox.take(),
                        wakeAt(now),
                        asked,
                        changed,
                        reception.takeRefusals(),
                        failures);
        asked.clear();
        failures.clear();
        return turned;
    }

    private PartGuard guard(String part) {
        return PartGuard.trying(part, TRIAL_AFTER_TURNS, failures::add);
    }

    private void take(Batch batch) {
        var moment = new Moment(batch.view(), batch.at());
        SessionView before = view;
        var views = new Changes.Views(before, batch.view());
        view = batch.view();
        Set<Place> changed = new LinkedHashSet<>();
        changes += new Changes(present, views, batch.at(), anybodyWants(), changed::add).tell();
        for (Event event : batch.events()) {
            changesGuard.run(() -> take(event, moment, changed));
        }
        changesGuard.run(() -> pulses.queueChanged(subscriptions.live(), before, moment));
        changesGuard.run(() -> hands.tellLaunched(moment));
        for (Place place : changed) {
            for (Subscriber each : subscriptions.live()) {
                changesGuard.run(() -> hands.tellChange(each, place, moment));
            }
        }
    }

    private void take(Event event, Moment moment, Set<Place> changed) {
        switch (event) {
            case Event.ForClient e when e.request() instanceof Command.Confirm ->
                    hands.confirm(e.by(), e.address(), moment, changed);
            case Event.ForClient e -> reception.take(e, moment);
            case Event.Refused e -> reception.refuse(e, moment.at());
            case Event.ParamsWritten e -> hands.written(e, moment);
            case Event.BeatPassed e -> pulses.passed(subscriptions.live(), e, moment);
            case Event.TransportTurned e -> {}
            case Event.CountMoved e -> pulses.jumped(subscriptions.live(), moment);
            case Event.MeterChanged e -> pulses.renumbered(subscriptions.live(), moment);
            case Event.Set e -> hands.confirm(e.by(), e.address(), moment, changed);
            case Event.Touched e -> hands.touched(e, moment.at());
            case Event.Saved e -> reception.saved(e);
            case Event.ClipQueued e -> {}
            case Event.StopQueued e -> {}
            case Event.ClipCancelled e -> {}
            case Event.StopCancelled e -> {}
            case Event.Retimed e -> {}
            case Event.SceneQueued e -> {}
            case Event.SceneCancelled e -> {}
            case Event.SceneLaunched e -> {}
            case Event.ClipActivated e -> {}
            case Event.TrackStopped e -> {}
            case Event.TempoChanged e -> {}
            case Event.TempoBent e -> {}
            case Event.ClockTurned e -> {}
            case Event.LinkAsked e -> {}
            case Event.Panicked e -> {}
            case Event.OutputResent e -> {}
            case Event.OutputChanged e -> {}
            case Event.SaveAsked e -> {}
            case Event.QuitAsked e -> {}
            case Event.Failed e -> {}
        }
    }

    private void keepHouse(Moment moment) {
        HostMicros now = moment.at();
        reception.endSeconds(now);
        for (Fingers.Lifted lifted : reception.fingers().silent(now)) {
            lift(lifted);
        }
        for (Subscriber each : List.copyOf(subscriptions.all())) {
            if (!now.isBefore(each.schedule().second)) {
                beginSecond(each, moment);
            }
        }
        if (!now.isBefore(housekeeping)) {
            if (subscriptions.forgetOld(now)) {
                reception.noteChange();
            }
            for (Origin gone : reception.gone(now)) {
                asked.add(daemon(new Command.ClientGone(gone)));
            }
            housekeeping = now.plus(SECOND);
        }
    }

    private void beginSecond(Subscriber each, Moment moment) {
        if (each.lapse(moment.at())) {
            reception.noteChange();
        }
        if (each.isBackAgain()) {
            each.refresh(each.coverages());
            reception.noteChange();
        }
        if (!each.isPaused()) {
            delivery.say(each, "/heartbeat", List.of(OscArgument.i((int) changes)));
        }
        if (each.isLive()) {
            portions.beginSecond(each, moment);
        }
        HostMicros second = each.schedule().second.plus(SECOND);
        each.schedule().second = second.isAfter(moment.at()) ? second : moment.at().plus(SECOND);
    }

    private void lift(Fingers.Lifted lifted) {
        var path = view.graph().parameter(lifted.parameter()).path();
        asked.add(
                new Turned.AskedBy(
                        lifted.by(),
                        new Request(
                                present.address(touch(lifted), view),
                                new Command.Touch(
                                        Ref.of(path.node()), Ref.of(path.param()), Switch.OFF))));
    }

    private Place touch(Fingers.Lifted lifted) {
        return Place.of(present.row("/node/{id}/{param}/touch"), lifted.parameter());
    }

    private void greet(Subscriber subscriber) {
        delivery.say(
                subscriber, "/hello", List.of(OscArgument.s(version), OscArgument.s(view.name())));
        subscriber.refresh(subscriber.coverages());
        reception.noteChange();
    }

    private HostMicros wakeAt(HostMicros now) {
        List<Subscriber> live = subscriptions.live();
        HostMicros later = now.plus(SECOND);
        HostMicros at = questionsGuard.ask(reception::wakeAt, later);
        at = at.orEarlier(pulsesGuard.ask(() -> pulses.wakeAt(live, view), later));
        at = at.orEarlier(coursesGuard.ask(() -> courses.wakeAt(live, view), later));
        at = at.orEarlier(portionsGuard.ask(() -> portions.wakeAt(live), later));
        for (Subscriber each : live) {
            at = at.orEarlier(each.guard(this::guard).ask(() -> delivery.wakeAt(each), later));
        }
        at = reception.isQuiet() ? at : at.orEarlier(housekeeping);
        return isFailing() ? at.orLater(now.plus(AFTER_FAILURE)) : at;
    }

    /** What fails is due again at once, and must not be all that is done. */
    private boolean isFailing() {
        return !failures.isEmpty()
                || housekeepingGuard.isOutOfService()
                || questionsGuard.isOutOfService();
    }

    private Predicate<Row> anybodyWants() {
        List<Reach> reaches =
                subscriptions.live().stream().map(each -> delivery.reach(each, view)).toList();
        return row -> {
            for (Row spelling : present.spellings(row)) {
                for (Reach reach : reaches) {
                    if (reach.wants(spelling)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private static Turned.AskedBy daemon(Command command) {
        return new Turned.AskedBy(Origin.DAEMON, new Request("", command));
    }
}
