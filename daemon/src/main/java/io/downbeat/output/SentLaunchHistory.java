package io.downbeat.output;

import io.downbeat.rig.EventTrigger;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The launches of which one receiver was sent events. Two programs that launch each other's scenes
 * would do so for ever; this history ends such a loop. It decides about each launch that comes from
 * the receiver's host:
 *
 * <pre>
 *   another client launched it, the receiver was sent the  an echo: nothing changes
 *       event, and has not returned it yet
 *   repeated again and again, at once or evenly, each      performed, but the receiver is sent no
 *       time in answer to a launch by another client       event of it, which ends the loop
 *   anything else                                          performed
 * </pre>
 *
 * <p>A client that asks or subscribes from the same socket is a performer's control surface, which
 * returns nothing. A sender that repeats its own launch is not an echo: a performer may press a
 * button twice. When a sender has launched something else after it was sent an event, it does not
 * return that event any more, unless the event is the latest.
 */
final class SentLaunchHistory {

    /** What to do with a launch that has come from the receiver's host. */
    enum Verdict {
        /** It only comes back: nothing changes. */
        RETURNED,
        /** It is performed. */
        HOLDS,
        /** It is performed, and the receiver is sent no event of it. */
        HOLDS_UNSENT
    }

    /** Launches of a large scene by clips; more are not waited for. */
    private static final int MOST_SENT = 512;

    /** The most senders of one host that are distinguished for one value. */
    private static final int MOST_SENDERS = 16;

    /** How many clients that have asked for something are remembered. */
    private static final int MOST_CLIENTS = 64;

    /** How many launches that wait for their boundary are kept with their sender. */
    private static final int MOST_EXPECTED = 512;

    /** A sender that has returned none of so many launches does not return launches. */
    private static final int MISSED_BY_A_PERFORMER = 3;

    /** Eight bars at 20 in 4/4, and a second: what comes later than that is no answer. */
    private static final long ANSWER_MICROS = 97_000_000;

    /**
     * A program that does not quantize answers within this. Launches of one sender that follow each
     * other within this are parts of one answer.
     */
    private static final long PROMPT_MICROS = 100_000;

    /** A program that quantizes answers as evenly as this; a performer does not. */
    private static final long EVEN_MICROS = 10_000;

    /**
     * So many prompt repetitions in a row, in answer to what others launched, are a loop. A
     * controller may send one launch a track.
     */
    private static final int MOST_PROMPT = 32;

    /** So many even repetitions in a row, in answer to what others launched, are a loop. */
    private static final int MOST_EVEN = 3;

    /**
     * So many repetitions in a row, in answer to what others launched, are a loop however they
     * come.
     */
    private static final int MOST_ANSWERS = 8;

    /**
     * A sender that went on so many times although its receiver was not sent its launch does not
     * answer. Fewer may be other launches that circulate at the same time.
     */
    private static final int MOST_WENT_ON = 2;

    /** A sender goes on if it launches within so many times the longest delay of its answers. */
    private static final int WENT_ON_DELAYS = 4;

    /** No delay that anything is even with. */
    private static final long NO_DELAY = -ANSWER_MICROS;

    /**
     * A launch that the receiver was sent an event of and that has not come back yet.
     *
     * @param number counts the launches sent
     * @param until when it can no longer come back from anybody
     * @param untilForStrangers the same for a sender that has returned nothing yet
     * @param by who on the receiver's host had asked for it, if anybody
     * @param isOfScene whether that sender had asked for a scene that it belongs to
     */
    private record Sent(
            long number,
            LaunchOrStopTarget subject,
            HostMicros at,
            HostMicros until,
            HostMicros untilForStrangers,
            @Nullable RequestOrigin by,
            boolean isOfScene) {

        /**
         * Whether it may come back from a sender. What a sender launched itself does not; but one
         * that sends a scene and its clips asks for each clip twice.
         */
        boolean mayReturnFrom(RequestOrigin sender, HostMicros now) {
            return !sender.equals(by) || (isOfScene && now.since(at) <= PROMPT_MICROS);
        }
    }

    /**
     * How long a launch may take to come back.
     *
     * @param known from a sender that has returned something before, or if a surface or this
     *     program itself had asked for the launch
     * @param stranger from any other
     */
    record Window(long known, long stranger) {}

    /**
     * A launch from the receiver's host that is still to be performed.
     *
     * @param unsent whether the receiver is sent no event of it
     */
    private record Expected(RequestOrigin by, boolean unsent, HostMicros until) {}

    /** A scene that an event was about, so that those of its clips are known. */
    private record Cause(OutputEvent event, Expected expected) {}

    private static final class SenderState {
        private final long since;
        private long othersAt;
        private long launchedAt = -1;
        private boolean returns;
        private int missed;
        private boolean answers;
        private long delay = NO_DELAY;
        private int prompt;
        private int even;
        private int repeated;
        private boolean isSequencer;
        private @Nullable HostMicros repeatedAt;
        private long longestDelay;
        private int wentOn;
        private @Nullable HostMicros unsentAt;
        private long unsentDelay;
        private long unsentLongestDelay;
        private long unsentCount;

        private SenderState(long since) {
            this.since = since;
            this.othersAt = since - 1;
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<RequestOrigin, SenderState> senders = new LinkedHashMap<>();
    private final Set<RequestOrigin> clients = new LinkedHashSet<>();
    private final Map<LaunchOrStopTarget, Expected> expected = new LinkedHashMap<>();
    private final List<OutputEvent> early = new ArrayList<>();
    private final Set<LaunchOrStopTarget> chain = new HashSet<>();
    private @Nullable Cause cause;
    private @Nullable HostMicros latest;
    private long count;

    /** Whether the receiver is not to be sent an event, since that would keep a loop going. */
    boolean isUnsent(OutputEvent event) {
        return LaunchOrStopTarget.of(event)
                .map(subject -> expected(event, subject))
                .filter(Expected::unsent)
                .isPresent();
    }

    /**
     * The receiver has been sent an event ahead of its boundary; it may come back before that is
     * performed.
     */
    void sendsEarly(OutputEvent event, HostMicros now, Window window) {
        LaunchOrStopTarget.of(event)
                .filter(subject -> !early.contains(event))
                .ifPresent(subject -> {
                    early.add(event);
                    add(subject, now, window, expected(event, subject));
                });
    }

    /**
     * Something happens.
     *
     * @param sent whether the receiver is sent an event of it
     */
    void onEvent(OutputEvent event, boolean sent, HostMicros now, Window window) {
        if (event.eventKind() instanceof OutputEvent.Launch(var kind, var phase)
                && phase == EventTrigger.Phase.CANCELLED) {
            // A cancelled launch is not performed, whichever client asked for it.
            expected.keySet().removeIf(subject -> subject.isOf(kind, event));
            return;
        }
        LaunchOrStopTarget.of(event)
                .ifPresent(subject -> {
                    Expected by = expected(event, subject);
                    boolean wasEarly = early.remove(event);
                    if (sent && !wasEarly) {
                        add(subject, now, window, by);
                    }
                    if (subject.kind() == LaunchOrStopTarget.Kind.SCENE) {
                        cause = by == null ? null : new Cause(event, by);
                    }
                    if (!isQueued(event)) {
                        expected.remove(subject);
                    }
                });
    }

    private static boolean isQueued(OutputEvent event) {
        return event.eventKind() instanceof OutputEvent.Launch(var kind, var phase)
                && phase == EventTrigger.Phase.QUEUED;
    }

    private void add(
            LaunchOrStopTarget subject, HostMicros now, Window window, @Nullable Expected by) {
        forget(now);
        if (sent.size() == MOST_SENT) {
            sent.removeFirst();
        }
        RequestOrigin origin = by == null ? null : by.by();
        senders.forEach((known, sender) -> {
            if (!known.equals(origin)) {
                sender.othersAt = count;
            }
        });
        boolean isSure = origin == null || clients.contains(origin);
        HostMicros until = now.plus(window.known());
        sent.addLast(
                new Sent(
                        count++,
                        subject,
                        now,
                        until,
                        isSure ? until : now.plus(window.stranger()),
                        origin,
                        origin != null && !expected.containsKey(subject)));
        remember(subject);
        latest = now;
    }

    /** Who on the receiver's host asked for what an event is about; null if no client there did. */
    private @Nullable Expected expected(OutputEvent event, LaunchOrStopTarget subject) {
        Expected own = expected(subject);
        if (own != null) {
            return own;
        }
        Cause scene = cause;
        if (scene == null || event.track() == 0) {
            return null;
        }
        boolean isOfScene =
                scene.event().at().equals(event.at()) && isQueued(scene.event()) == isQueued(event);
        return isOfScene ? scene.expected() : null;
    }

    /** A relative launch becomes one of what it led to when that is first spoken of. */
    private @Nullable Expected expected(LaunchOrStopTarget subject) {
        Expected one = expected.get(subject);
        if (one != null) {
            return one;
        }
        for (LaunchOrStopTarget asked : expected.keySet()) {
            if (asked.mayBecome(subject)) {
                Expected relative = expected.remove(asked);
                expected.put(subject, relative);
                return relative;
            }
        }
        return null;
    }

    /** A sender has asked for something, or has subscribed. */
    void asks(RequestOrigin from) {
        if (!clients.contains(from)) {
            if (clients.size() == MOST_CLIENTS) {
                clients.remove(clients.iterator().next());
            }
            clients.add(from);
        }
    }

    /**
     * What a launch means that has come from the receiver's host. Asked once for each, before it is
     * handled.
     */
    Verdict verdict(List<LaunchOrStopTarget> subjects, RequestOrigin from, HostMicros now) {
        forget(now);
        SenderState sender = stateOf(from);
        List<Sent> matches = new ArrayList<>();
        for (LaunchOrStopTarget subject : subjects) {
            Sent match = match(subject, from, sender, now);
            if (match != null) {
                matches.add(match);
            }
        }
        if (matches.size() == subjects.size()) {
            sent.removeAll(matches);
            sender.returns = true;
            sender.missed = 0;
            return Verdict.RETURNED;
        }
        boolean unsent = isLoop(subjects, sender, clients.contains(from), now);
        sender.launchedAt = count;
        for (LaunchOrStopTarget subject : subjects) {
            expect(subject, new Expected(from, unsent, now.plus(ANSWER_MICROS)));
        }
        return unsent ? Verdict.HOLDS_UNSENT : Verdict.HOLDS;
    }

    @SuppressWarnings("ReferenceEquality") // The last one itself: an equal one may be older.
    private @Nullable Sent match(
            LaunchOrStopTarget subject, RequestOrigin from, SenderState sender, HostMicros now) {
        boolean isPerformer = sender.missed >= MISSED_BY_A_PERFORMER || clients.contains(from);
        if (!sender.returns && isPerformer) {
            return null;
        }
        Sent last = sent.peekLast();
        for (Sent one : sent) {
            boolean inOrder = sender.launchedAt <= one.number();
            if (one.subject().equals(subject)
                    && one.mayReturnFrom(from, now)
                    && (sender.returns || !now.isAfter(one.untilForStrangers()))
                    && (inOrder || one == last)) {
                return one;
            }
        }
        return null;
    }

    private boolean isLoop(
            List<LaunchOrStopTarget> subjects,
            SenderState sender,
            boolean isClient,
            HostMicros now) {
        HostMicros last = latest;
        if (last == null || now.since(last) > ANSWER_MICROS) {
            chain.clear();
            senders.values().forEach(SentLaunchHistory::forgetSequencer);
            last = null;
        }
        boolean repeats = chain.containsAll(subjects);
        subjects.forEach(this::remember);
        if (last == null || !repeats) {
            reset(sender);
            sender.answers =
                    last != null && (sender.answers || sender.othersAt >= sender.launchedAt);
            return false;
        }
        if (sender.othersAt >= sender.launchedAt) {
            reset(sender);
            sender.answers = true;
        }
        HostMicros unsentAt = sender.unsentAt;
        if (unsentAt != null && now.since(unsentAt) <= PROMPT_MICROS) {
            // Parts of the same loop: a scene may be answered by a launch for each track.
            return true;
        }
        if (unsentAt != null) {
            noteWentOn(sender, now.since(unsentAt));
        }
        long delay = now.since(last);
        boolean loop = isLikeAProgram(sender, isClient, delay, now);
        sender.unsentAt = loop ? now : null;
        if (loop) {
            sender.returns = true;
            sender.unsentDelay = delay;
            sender.unsentLongestDelay = Math.max(sender.longestDelay, delay);
            sender.unsentCount = count;
            reset(sender);
        }
        return loop;
    }

    /**
     * A sender launches something although the receiver was not sent its former launch.
     *
     * @param interval since that launch
     */
    private void noteWentOn(SenderState sender, long interval) {
        long longest = Math.max(sender.unsentLongestDelay, PROMPT_MICROS);
        boolean answersAnother = count != sender.unsentCount;
        if (isEven(interval, sender.unsentDelay)) {
            // In time: a sequencer, which does not answer other programs.
            sender.isSequencer = true;
        } else if (!answersAnother && interval <= WENT_ON_DELAYS * longest) {
            sender.wentOn++;
            sender.isSequencer |= sender.wentOn > MOST_WENT_ON;
        } else {
            sender.wentOn = 0;
        }
    }

    private static boolean isLikeAProgram(
            SenderState sender, boolean isClient, long delay, HostMicros now) {
        HostMicros former = sender.repeatedAt;
        boolean isPartOfAnswer = former != null && now.since(former) <= PROMPT_MICROS;
        sender.repeatedAt = now;
        if (!sender.answers || sender.isSequencer) {
            return false;
        }
        sender.longestDelay = Math.max(sender.longestDelay, delay);
        if (isPartOfAnswer || former == null) {
            sender.prompt = delay <= PROMPT_MICROS ? sender.prompt + 1 : 0;
            if (isPartOfAnswer) {
                return sender.prompt > MOST_PROMPT;
            }
        } else {
            sender.prompt = 0;
        }
        sender.even = isEven(delay, sender.delay) ? sender.even + 1 : 0;
        sender.delay = delay;
        sender.repeated++;
        return !isClient && (sender.even > MOST_EVEN || sender.repeated > MOST_ANSWERS);
    }

    private static void forgetSequencer(SenderState sender) {
        sender.isSequencer = false;
        sender.wentOn = 0;
        sender.unsentAt = null;
    }

    private static boolean isEven(long delay, long former) {
        return Math.abs(delay - former) <= EVEN_MICROS;
    }

    private static void reset(SenderState sender) {
        sender.prompt = 0;
        sender.even = 0;
        sender.repeated = 0;
        sender.longestDelay = 0;
        sender.delay = NO_DELAY;
    }

    private void remember(LaunchOrStopTarget subject) {
        if (chain.size() < MOST_SENT) {
            chain.add(subject);
        }
    }

    private void expect(LaunchOrStopTarget subject, Expected one) {
        expected.remove(subject);
        if (expected.size() == MOST_EXPECTED) {
            Iterator<LaunchOrStopTarget> oldest = expected.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        expected.put(subject, one);
    }

    private SenderState stateOf(RequestOrigin from) {
        return BoundedSenderMap.of(from, senders, MOST_SENDERS, () -> new SenderState(count));
    }

    private void forget(HostMicros now) {
        expected.values().removeIf(one -> one.until().isBefore(now));
        for (Sent oldest = sent.peekFirst();
                oldest != null && oldest.until().isBefore(now);
                oldest = sent.peekFirst()) {
            sent.removeFirst();
            Sent gone = oldest;
            senders.forEach((origin, sender) -> {
                if (gone.number() >= sender.since && !origin.equals(gone.by())) {
                    sender.missed++;
                }
            });
        }
    }

    /** The receiver is not sent to any more, or what it was sent has another meaning now. */
    void clear() {
        sent.clear();
        expected.clear();
        early.clear();
        chain.clear();
        cause = null;
    }
}
