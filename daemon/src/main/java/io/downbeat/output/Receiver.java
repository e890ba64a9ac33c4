package io.downbeat.output;

import io.downbeat.address.PresentValues;
import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscTimetag;
import io.downbeat.rig.OutputSpec;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.session.SessionView;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Upcoming;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** One output of the rig: what its receiver gets, and when. Not thread safe. */
final class Receiver {

    /**
     * How long all must be quiet before a receiver is told again what was kept from it; a part of
     * it is left to chance, so that two programs do not do it at the same moment for ever.
     */
    private static final long QUIET_MICROS = 150_000;

    /**
     * A value that has come from the receiver's host in this turn and is to hold.
     *
     * @param quietly whether it is not sent there
     */
    private record Come(Predicate<ParamValue> isIt, boolean quietly) {}

    private final int position;
    private final OutputSpec spec;
    private final Packing packing;
    private final EventMessages messages;
    private final ValueMaps valueMaps;
    private final Preparation preparation;
    private final Resending resending;
    private final Line line;
    private final Departures departures;
    private final Metronome metronome;
    private final SentLog sent = new SentLog();
    private final Map<Integer, Come> come = new HashMap<>();
    private final BitSet owed = new BitSet();
    private final BitSet frame = new BitSet();
    private final SplittableRandom random = new SplittableRandom();
    private HostMicros settling = HostMicros.NEVER;
    private final Volley volley = new Volley();
    private final Fading fading;
    private final BitSet kept = new BitSet();
    private SessionView view;
    private OutputMap map;
    private Timing timing;
    private HostMicros periodic = HostMicros.NEVER;

    /** The output at a position from 1, before the first turn. */
    Receiver(int position, OutputSpec spec, SessionView view, Wall wall, PresentValues present) {
        this.position = position;
        this.spec = spec;
        this.packing = new Packing(spec.bundle());
        this.messages = new EventMessages(spec.events());
        this.valueMaps = new ValueMaps(spec.maps(), present, sent);
        this.preparation = new Preparation(packing, messages);
        this.resending = new Resending(packing, valueMaps);
        this.line = new Line(position);
        this.departures = new Departures(wall, line);
        this.metronome = new Metronome(line, messages, packing);
        this.fading = new Fading(packing, spec.pace().fadeHertz());
        this.view = view;
        this.map = OutputMap.of(spec, view.graph(), view.session());
        this.timing = timingIn(view);
    }

    void start(HostMicros now) {
        valueMaps.all(view, now);
        periodic = afterPeriod(now);
        if (spec.initial()) {
            resendAll(now);
        }
    }

    /** Begins to send all present values, if the output is enabled. */
    void resendAll(HostMicros now) {
        if (stateIn(view).enabled()) {
            resending.begin(now);
        }
    }

    /** When something prepared must leave exactly. */
    HostMicros nextSend() {
        HostMicros next = departures.next(timing).orEarlier(line.nextExact());
        return next.orEarlier(metronome.next(timing.untagged()));
    }

    /** Sends the next datagram whose time has come; false if there is none. */
    boolean sendNext(HostMicros now, OutputPort port) {
        return line.sendNext(now, port)
                || departures.sendNext(timing, now, port)
                || metronome.sendNext(timing.untagged(), now, port);
    }

    /** When there is something to send that is in no hurry. */
    HostMicros nextStep() {
        HostMicros next =
                line.next().orEarlier(periodic).orEarlier(fading.next()).orEarlier(settling);
        // What has left ahead of its boundary would be undone by values from before it.
        return departures.isUnderway() ? next : next.orEarlier(resending.next());
    }

    /** Sends about a datagram of what is in no hurry; false if nothing was due. */
    boolean step(HostMicros now, OutputPort port) {
        if (line.sendNext(now, port)) {
            return true;
        }
        if (!periodic.isAfter(now)) {
            periodic = afterPeriod(now);
            resendAll(now);
        }
        if (!departures.isUnderway() && !resending.next().isAfter(now)) {
            int from = resending.cursor();
            send(resending.step(view, map, now), now, port);
            logPresent(from, resending.cursor(), now);
            return true;
        }
        if (!settling.isAfter(now)) {
            settle(now, port);
            return true;
        }
        return !fading.next().isAfter(now) && fade(now, port);
    }

    private boolean fade(HostMicros now, OutputPort port) {
        kept.clear();
        departures.addKept(timing, kept);
        List<ByteBuffer> page = fading.step(view.values(), kept, now);
        send(page, now, port);
        if (!page.isEmpty()) {
            frame.clear();
            fading.addLast(frame);
            frame.stream().forEach(parameter -> logPresent(parameter, parameter + 1, now));
        }
        return !page.isEmpty();
    }

    /**
     * Takes a turn; whoever calls it then sends what is due, in turns with other receivers.
     *
     * @return whether the output is enabled
     */
    boolean heard(Heard heard) {
        SessionView before = view;
        boolean remapped = adopt(heard);
        if (!stateIn(view).enabled()) {
            come.clear();
            return false;
        }
        for (Departure undone : departures.settle(heard)) {
            undo(undone, heard);
        }
        tell(heard);
        tellOfLeaving(before, heard);
        fading.frame(map, view.graph(), heard.now());
        prepare(heard, remapped);
        come.clear();
        valueMaps.forgetQuiet();
        return true;
    }

    /** Takes the new view; true if parameters or events are to be encoded anew. */
    private boolean adopt(Heard heard) {
        SessionView before = view;
        view = heard.view();
        if (!before.clock().equals(view.clock()) || !stateIn(before).equals(stateIn(view))) {
            retime(timingIn(view));
        }
        if (stateIn(before).enabled() != stateIn(view).enabled()) {
            turn(stateIn(view).enabled(), heard.now());
        }
        if (before.graph() == view.graph() && before.session().equals(view.session())) {
            return false;
        }
        OutputMap former = map;
        map = map.refreshed(view.graph(), view.session());
        if (!former.isOf(view.graph())) {
            fading.clear();
            resendAll(heard.now());
        }
        if (map != former) {
            fading.forget();
            preparation.clear();
            sent.clear();
            owed.clear();
        }
        return true;
    }

    private void retime(Timing next) {
        line.moveBy(next.delayMicros() - timing.delayMicros());
        timing = next;
    }

    private void turn(boolean enabled, HostMicros now) {
        if (enabled) {
            resendAll(now);
            return;
        }
        line.clear();
        departures.clear();
        metronome.clear();
        resending.stop();
        fading.clear();
        sent.clear();
        owed.clear();
        settling = HostMicros.NEVER;
    }

    /** The clock's offset is every output's; its own comes on top. */
    private Timing timingIn(SessionView of) {
        return Timing.of(spec, of.clock().offsetMillis() + stateIn(of).offsetMillis());
    }

    /** Sends the present values of what had left for a boundary that does not come. */
    private void undo(Departure undone, Heard heard) {
        BitSet stale = Departure.written(undone.upcoming());
        for (Upcoming upcoming : heard.upcoming()) {
            // What takes its place goes out at once; nothing does while the transport stands.
            if (view.transport().playing() && upcoming.at().equals(undone.upcoming().at())) {
                stale.andNot(Departure.written(upcoming));
            }
        }
        var present = new Snapshot.Writing();
        stale.stream()
                .forEach(parameter ->
                        view.values()
                                .value(parameter)
                                .ifPresent(value -> present.add(parameter, value)));
        Snapshot values = present.done();
        departures.followedBy(values, timing, heard.now());
        log(values, Origin.DAEMON, heard.now());
        OscTimetag tag = departures.tagBehind(undone, timing, heard.now());
        send(packing.whole(List.of(map.encoded(values)), tag), heard.now(), heard.port());
    }

    private void tell(Heard heard) {
        volley.begin(Beats.ZERO);
        for (Event event : heard.events()) {
            if (!event.at().equals(volley.at()) || beginsPacket(event)) {
                sendVolley(heard);
                volley.begin(event.at());
            }
            take(event, heard);
        }
        sendVolley(heard);
        if (!valueMaps.isEmpty() && !heard.events().isEmpty()) {
            Elements changed = Elements.of(valueMaps.changed(view, heard.now()));
            send(packing.loose(changed), heard.now(), heard.port());
        }
    }

    /** In the words of the view in which the scene was still active. */
    private void tellOfLeaving(SessionView before, Heard heard) {
        if (messages.isEmpty() || before.scenes().equals(view.scenes())) {
            return;
        }
        Beats at = heard.events().isEmpty() ? Beats.ZERO : heard.events().getLast().at();
        List<Occurrence> left = Occurrences.ofLeaving(before, view, at);
        send(packing.loose(Elements.of(messages.of(left, before))), heard.now(), heard.port());
    }

    /** Packets of one and the same beat are still two: what they write goes as it came. */
    private static boolean beginsPacket(Event event) {
        return event instanceof Event.ForClient asked && asked.request() instanceof Command.Heard;
    }

    private void take(Event event, Heard heard) {
        if (event instanceof Event.OutputResent resent && resent.output() == position) {
            resendAll(heard.now());
        }
        if (event instanceof Event.ParamsWritten written) {
            take(written, heard);
        }
        if (!messages.isEmpty()) {
            happens(event, heard);
        }
    }

    private void happens(Event event, Heard heard) {
        if (event instanceof Event.BeatPassed passed) {
            metronome.passes(passed.at());
            if (heard.isOver(passed)) {
                return;
            }
        }
        for (Occurrence occurrence : Occurrences.of(event, view)) {
            if (!departures.haveTold(occurrence) && !metronome.haveTold(occurrence)) {
                volley.happens(occurrence);
            }
        }
    }

    private void take(Event.ParamsWritten written, Heard heard) {
        if (written.cause() == Event.Cause.FADE || written.cause() == Event.Cause.ARRIVAL) {
            fading.moved(written.values(), written.cause() == Event.Cause.ARRIVAL);
        } else if (departures.haveCarried(written.prepared())) {
            log(written.values(), written.by(), heard.now());
        } else {
            departures.followedBy(written.values(), timing, heard.now());
            Snapshot values =
                    come.isEmpty() ? written.values() : withoutWhatIsThere(written, heard);
            log(values, written.by(), heard.now());
            volley.write(values, map, written.cause());
        }
    }

    /** The values but for those that came from the receiver's host and need not be sent there. */
    private Snapshot withoutWhatIsThere(Event.ParamsWritten written, Heard heard) {
        var needed = new Snapshot.Writing();
        Snapshot values = written.values();
        for (int index = 0; index < values.size(); index++) {
            if (!isThere(values.parameter(index), values.value(index), written.by(), heard.now())) {
                needed.add(values.parameter(index), values.value(index));
            }
        }
        return needed.done();
    }

    private boolean isThere(int parameter, ParamValue value, Origin by, HostMicros now) {
        Come here = come.get(parameter);
        if (here == null) {
            return false;
        }
        if (!here.quietly()) {
            // It may have been clipped to what the receiver was told before: told once is enough.
            return sent.of(parameter).isLatest(value::equals, now);
        }
        if (!here.isIt().test(value)) {
            return false;
        }
        sent.of(parameter).has(value, leaves(now), false, by);
        if (sent.of(parameter).isOwed()) {
            owed.set(parameter);
            settling = now.plus(QUIET_MICROS + random.nextLong(QUIET_MICROS));
        }
        return true;
    }

    /** Tells what was kept from the receiver, if nothing has told it since. */
    private void settle(HostMicros now, OutputPort port) {
        settling = HostMicros.NEVER;
        var values = new Snapshot.Writing();
        owed.stream()
                .filter(parameter -> sent.of(parameter).isOwed())
                .forEach(parameter ->
                        view.values()
                                .value(parameter)
                                .ifPresent(value -> values.add(parameter, value)));
        owed.clear();
        Snapshot present = values.done();
        log(present, Origin.DAEMON, now);
        send(packing.loose(map.encoded(present)), now, port);
    }

    /**
     * Whether a message from the receiver's host says nothing but what was just sent there. Asked
     * once for each message, before it is obeyed.
     */
    boolean isReturned(OscMessage message, Origin from, Nearness nearness, HostMicros now) {
        if (!stateIn(view).enabled() || message.arguments().isEmpty()) {
            return false;
        }
        boolean atReceiver = nearness == Nearness.SAME_PLACE;
        boolean returned =
                !valueMaps.isEmpty() && valueMaps.isReturned(message, from, atReceiver, now);
        for (OutputMap.Target target : map.targets(message.address())) {
            Optional<OscArgument> back =
                    target.form().isPresent()
                            ? target.form().get().valueIn(message.arguments())
                            : Optional.of(message.arguments().getFirst());
            if (back.isPresent()) {
                returned |= isReturned(target, back.get(), from, atReceiver, now);
            }
        }
        return returned;
    }

    private boolean isReturned(
            OutputMap.Target target,
            OscArgument back,
            Origin from,
            boolean atReceiver,
            HostMicros now) {
        int parameter = target.parameter();
        Predicate<ParamValue> isIt = value -> isSent(target, value, back);
        if (departures.carry(parameter, isIt)) {
            return true;
        }
        Predicate<Object> wasSent = value -> value instanceof ParamValue one && isIt.test(one);
        SentValues.Verdict verdict = sent.of(parameter).take(wasSent, from, atReceiver, now);
        if (verdict != SentValues.Verdict.RETURNED) {
            boolean quietly = verdict == SentValues.Verdict.SET_QUIETLY;
            come.put(parameter, new Come(isIt, quietly));
        }
        return verdict == SentValues.Verdict.RETURNED;
    }

    private static boolean isSent(OutputMap.Target target, ParamValue value, OscArgument back) {
        if (target.form().isPresent()) {
            return target.form().get().isSent(value, back);
        }
        return switch (value) {
            case ParamValue.Text(String text) -> back.text().filter(text::equals).isPresent();
            case ParamValue.Numeric(double number) ->
                    back.isNumeric()
                            && back.number().isPresent()
                            && ReturnedNumber.isSame(number, back.number().getAsDouble(), 0);
        };
    }

    private void log(Snapshot values, Origin by, HostMicros now) {
        for (int index = 0; index < values.size(); index++) {
            if (map.takes(values.parameter(index))) {
                sent.of(values.parameter(index)).has(values.value(index), leaves(now), true, by);
            }
        }
    }

    private void logPresent(int from, int to, HostMicros now) {
        for (int parameter = from; parameter < to; parameter++) {
            if (map.takes(parameter)) {
                SentValues values = sent.of(parameter);
                view.values()
                        .value(parameter)
                        .ifPresent(value -> values.has(value, leaves(now), true, Origin.DAEMON));
            }
        }
    }

    private HostMicros leaves(HostMicros now) {
        return now.plus(timing.delayMicros());
    }

    private void sendVolley(Heard heard) {
        if (volley.isEmpty()) {
            return;
        }
        Elements values = volley.values();
        if (volley.isLaunched()) {
            // Behind it wait the launch's packets for other outputs: they take turns.
            line.queue(
                    packing.whole(List.of(values), OscTimetag.IMMEDIATE),
                    heard.now().plus(timing.delayMicros()));
        } else {
            send(packing.loose(values), heard.now(), heard.port());
        }
        if (!volley.events().isEmpty()) {
            Elements events = Elements.of(messages.of(volley.events(), view));
            send(packing.loose(events), heard.now(), heard.port());
        }
    }

    private void prepare(Heard heard, boolean remapped) {
        if (remapped || (!messages.isEmpty() && heard.changesTempoOrMeter())) {
            departures.forgetWaiting();
        }
        if (departures.prepare(heard, this::prepared)) {
            preparation.keepOnly(heard.upcoming());
        }
        metronome.prepare(heard, timing.untagged());
    }

    private Prepared prepared(Upcoming upcoming) {
        List<Occurrence> events =
                messages.isEmpty()
                        ? List.of()
                        : Occurrences.of(upcoming, view).stream()
                                .filter(one -> !departures.haveTold(one))
                                .toList();
        return preparation.prepared(upcoming, events, view, map, timing.tagged());
    }

    /** Sends at once, or as late as everything is that this output gets. */
    private void send(List<ByteBuffer> datagrams, HostMicros now, OutputPort port) {
        HostMicros moment = now.plus(timing.delayMicros());
        boolean atOnce = line.isFree(moment, now);
        line.send(atOnce ? datagrams : copied(datagrams), moment, now, port);
    }

    /** What waits must not lie in buffers that are used again. */
    private static List<ByteBuffer> copied(List<ByteBuffer> datagrams) {
        return datagrams.stream()
                .map(bytes -> ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip())
                .toList();
    }

    private HostMicros afterPeriod(HostMicros now) {
        double seconds = spec.pace().resendSeconds();
        return seconds > 0 ? now.plus(Math.round(seconds * 1e6)) : HostMicros.NEVER;
    }

    private SessionView.OutputState stateIn(SessionView of) {
        return of.outputs().get(position - 1);
    }
}
