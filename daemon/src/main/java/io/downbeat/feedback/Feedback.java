package io.downbeat.feedback;

import io.downbeat.address.Domain;
import io.downbeat.address.Moment;
import io.downbeat.address.Place;
import io.downbeat.address.PresentValues;
import io.downbeat.address.Row;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.Peer;
import io.downbeat.schema.Access;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Method;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.Ref;
import io.downbeat.session.Refusal;
import io.downbeat.session.Request;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Spelling;
import io.downbeat.session.Switch;
import io.downbeat.time.HostMicros;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What surfaces hear, turn by turn. One thread turns it; it reads no clock and knows no socket. Not
 * thread safe.
 *
 * <p>A value is told as it is when its packet is made, never as it was: at the end of a turn no
 * packet is older than another that left before it.
 */
public final class Feedback {

    private static final long SECOND = 1_000_000;

    private final String version;
    private final PresentValues present;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final Reception reception;
    private final Delivery delivery;
    private final Pulses pulses;
    private final List<Turned.AskedBy> asked = new ArrayList<>();
    private SessionView view;
    private HostMicros housekeeping;
    private long changes;

    /**
     * What holds for one run.
     *
     * @param version of the program, as {@code /hello} and {@code /version} tell it
     * @param prefix stands before every address out; empty for none
     */
    public record House(AddressSpace space, Spelling spelling, String version, String prefix) {}

    /**
     * @param view the session as it is before the first batch
     */
    public Feedback(House house, SessionView view, HostMicros now) {
        this.version = house.version();
        this.view = view;
        present = new PresentValues(house.space(), version, house.spelling(), view);
        outbox = new Outbox(house.prefix());
        subscriptions = new Subscriptions(present);
        int prefixLength = house.prefix().length() + Integer.BYTES;
        var complaints = new Complaints(pulses(house.space()));
        reception = new Reception(present, subscriptions, outbox, prefixLength, complaints);
        delivery = new Delivery(present, outbox, prefixLength);
        pulses = new Pulses(present, delivery, now);
        housekeeping = now;
    }

    private static Set<String> pulses(AddressSpace space) {
        return space.methods().stream()
                .filter(method -> method.access() == Access.IN)
                .map(Method::template)
                .collect(Collectors.toUnmodifiableSet());
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
        for (String text : lines) {
            SubscriptionLine.parse(text)
                    .filter(line -> line.to().transport() == Peer.Transport.UDP)
                    .filter(line -> subscriptions.at(line.to()).isEmpty())
                    .ifPresent(line -> restore(line, now));
        }
    }

    private void restore(SubscriptionLine line, HostMicros now) {
        try {
            Subscriber subscriber =
                    subscriptions.subscribe(line.to(), line.patterns(), line.options(), now);
            if (line.byHost()) {
                subscriber.ownedByHost();
            }
            greet(subscriber);
        } catch (Refusal otherContract) {
            // A pattern of another version that holds nothing here: its client will ask anew.
        }
    }

    /**
     * Tells a warning of the load to those who were subscribed when the program started; nobody
     * else can have asked for it.
     *
     * @param path where it stands in the file, as {@code session.scenes[2]}
     */
    public void warn(String path, String text) {
        for (Subscriber each : live()) {
            delivery.say(
                    each, "/session/warning", List.of(OscArgument.s(path), OscArgument.s(text)));
        }
    }

    /** The live subscriptions as lines of text, for {@link #restore} after a restart. */
    public List<String> lines() {
        return subscriptions.all().stream()
                .filter(each -> each.isLive() && !each.isFixed())
                .filter(each -> each.to().transport() == Peer.Transport.UDP)
                .map(each -> SubscriptionLine.of(each).text())
                .toList();
    }

    /** Forgets a connection that has ended. */
    public void left(Peer peer) {
        reception.left(peer);
        asked.add(daemon(new Command.ClientGone(new Origin(peer.toString()))));
    }

    /** The farewell to everybody who is subscribed. */
    public List<Outgoing> bye() {
        for (Subscriber each : live()) {
            delivery.say(each, "/bye", List.of());
        }
        return outbox.take();
    }

    /**
     * Takes what happened and does what is due by {@code now}.
     *
     * @param batches in their order, none after {@code now}
     */
    public Turned turn(HostMicros now, List<Batch> batches) {
        reception.answerWaiting(new Moment(view, now));
        batches.forEach(this::take);
        var moment = new Moment(view, now);
        keepHouse(moment);
        for (Subscriber each : live()) {
            delivery.deliver(each, moment);
        }
        pulses.turn(live(), moment);
        boolean changed = reception.takeChanged();
        if (changed) {
            asked.add(daemon(new Command.ClientsAre(clients())));
        }
        var turned = new Turned(outbox.take(), wakeAt(now), asked, changed);
        asked.clear();
        return turned;
    }

    private void take(Batch batch) {
        var moment = new Moment(batch.view(), batch.at());
        var views = new Changes.Views(view, batch.view());
        view = batch.view();
        Set<Place> changed = new LinkedHashSet<>();
        changes += new Changes(present, views, batch.at(), anybodyWants(), changed::add).tell();
        batch.events().forEach(event -> take(event, moment, changed));
        for (Place place : changed) {
            for (Subscriber each : live()) {
                tellChange(each, place, moment);
            }
        }
    }

    /** What an own hand is on is told later, when it is off again. */
    private void tellChange(Subscriber to, Place place, Moment moment) {
        if (delivery.isTempo(place.row())) {
            wait(to, Subscriber.TEMPO);
        } else if (place.row().domain() != Domain.PARAM || !to.isTouching(place.first())) {
            delivery.tell(to, place, moment);
        }
    }

    private void take(Event event, Moment moment, Set<Place> changed) {
        switch (event) {
            case Event.ForClient e when e.request() instanceof Command.Confirm ->
                    confirm(e.by(), e.address(), moment, changed);
            case Event.ForClient e -> reception.obey(e, moment);
            case Event.Refused e -> reception.refuse(e, moment.at());
            case Event.ParamsWritten e -> written(e, moment);
            case Event.BeatPassed e -> pulses.passed(live(), e, moment);
            case Event.TransportTurned e -> pulses.jumped(live(), moment);
            case Event.CountMoved e -> pulses.jumped(live(), moment);
            case Event.MeterChanged e -> pulses.jumped(live(), moment);
            case Event.Set e -> confirm(e.by(), e.address(), moment, changed);
            case Event.Touched e -> touched(e, moment.at());
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
            case Event.Panicked e -> {}
            case Event.OutputResent e -> {}
            case Event.OutputChanged e -> {}
            case Event.SaveAsked e -> {}
            case Event.QuitAsked e -> {}
            case Event.Failed e -> {}
        }
    }

    private void written(Event.ParamsWritten event, Moment moment) {
        boolean hand = event.cause() == Event.Cause.HAND;
        List<Subscriber> movers = hand ? reception.handsOf(event.by()) : List.of();
        List<Subscriber> live = live();
        Snapshot values = event.values();
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            for (Subscriber mover : movers) {
                if (delivery.wants(mover, parameter, moment.view())) {
                    mover.moved(parameter, moment.at());
                }
            }
            for (Subscriber each : live) {
                if (hand) {
                    wait(each, parameter);
                } else if (!each.isTouching(parameter)) {
                    delivery.tellMoved(each, parameter, moment);
                }
            }
        }
    }

    private void wait(Subscriber to, int what) {
        if (!to.isHolding(what) && delivery.wants(to, what, view)) {
            to.waiting().add(what);
        }
    }

    /** Whoever set something hears what it is although it has not changed, but no change twice. */
    private void confirm(Origin by, String address, Moment moment, Set<Place> changed) {
        List<Subscriber> setters = reception.handsOf(by);
        if (setters.isEmpty()) {
            return;
        }
        for (Place place : reception.concerned(address, moment)) {
            for (Subscriber each : setters) {
                if (delivery.isTempo(place.row())) {
                    each.moved(Subscriber.TEMPO, moment.at());
                } else if (!changed.contains(place)) {
                    delivery.tell(each, place, moment);
                }
            }
        }
    }

    private void touched(Event.Touched event, HostMicros now) {
        reception.fingers().touched(event.by(), event.parameter(), event.down(), now);
        for (Subscriber each : reception.handsOf(event.by())) {
            each.touched(event.parameter(), event.down(), now);
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
            subscriptions.forgetOld(now);
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
        if (each.isLive()) {
            delivery.say(each, "/heartbeat", List.of(OscArgument.i((int) changes)));
            delivery.heal(each, moment);
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
        HostMicros at = reception.wakeAt(now).orEarlier(pulses.wakeAt(live(), view));
        for (Subscriber each : live()) {
            at = at.orEarlier(delivery.wakeAt(each));
        }
        return reception.isQuiet() ? at : at.orEarlier(housekeeping);
    }

    private Predicate<Row> anybodyWants() {
        List<Reach> reaches = live().stream().map(each -> delivery.reach(each, view)).toList();
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

    private List<Subscriber> live() {
        return subscriptions.all().stream().filter(Subscriber::isLive).toList();
    }

    private List<String> clients() {
        return live().stream().map(each -> each.to().toString()).toList();
    }

    private static Turned.AskedBy daemon(Command command) {
        return new Turned.AskedBy(Origin.DAEMON, new Request("", command));
    }
}
