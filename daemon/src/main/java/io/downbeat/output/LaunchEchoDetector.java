package io.downbeat.output;

import io.downbeat.rig.EventTrigger;
import io.downbeat.session.command.RequestSender;
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
final class LaunchEchoDetector {

    /** What to do with a launch that has come from the receiver's host. */
    enum Verdict {
        /** It only comes back: nothing changes. */
        RETURNED,
        /** It is performed. */
        PERFORM,
        /** It is performed, and the receiver is sent no event of it. */
        PERFORM_UNSENT
    }

    /** The most sent launches that may come back: enough for a large scene, clip by clip. */
    private static final int MOST_SENT = 512;

    /** The most senders of one host that are distinguished for one value. */
    private static final int MOST_SENDERS = 16;

    /** The most senders that are known as control surfaces. */
    private static final int MOST_SURFACES = 64;

    /** The most launches that wait for their boundary and whose sender is known. */
    private static final int MOST_EXPECTED = 512;

    /** A sender that has returned none of this many launches does not return launches. */
    private static final int MISSED_BY_PERFORMER = 3;

    /** Eight bars of 4/4 at 20 BPM and a second: a launch that comes later is not an answer. */
    private static final long ANSWER_MICROS = 97_000_000;

    /**
     * A program that does not quantize answers within this. Launches of one sender that follow each
     * other within this are parts of one answer.
     */
    private static final long PROMPT_MICROS = 100_000;

    /** A program that quantizes answers as evenly as this; a performer does not. */
    private static final long EVEN_MICROS = 10_000;

    /**
     * More prompt repetitions in a row, in answer to launches of others, are a loop. A controller
     * may send one launch for each track.
     */
    private static final int MOST_PROMPT = 32;

    /** More even repetitions in a row, in answer to launches of others, are a loop. */
    private static final int MOST_EVEN = 3;

    /**
     * More repetitions in a row, in answer to launches of others, are a loop, at whatever times
     * they come.
     */
    private static final int MOST_ANSWERS = 8;

    /**
     * A sender that continued more often, although the receiver was not sent its launch, is not
     * answering. Fewer continuations may be other launches that circulate at the same time.
     */
    private static final int MOST_CONTINUATIONS = 2;

    /** A sender continues if it launches within this many times its longest delay. */
    private static final int CONTINUATION_DELAYS = 4;

    /** A delay that no other delay is even with. */
    private static final long NO_DELAY = -ANSWER_MICROS;

    /**
     * A launch that the receiver was sent an event of and that has not come back yet.
     *
     * @param number counts the launches sent
     * @param until when it can no longer come back from anybody
     * @param untilForNewSenders the same for a sender that has returned nothing yet
     * @param by the sender on the receiver's host that had requested it, if one had
     * @param isOfScene whether that sender had requested a scene that it belongs to
     */
    private record Sent(
            long number,
            LaunchOrStopTarget target,
            HostMicros at,
            HostMicros until,
            HostMicros untilForNewSenders,
            @Nullable RequestSender by,
            boolean isOfScene) {

        /**
         * Whether it may come back from a sender. What a sender launched itself does not; but one
         * that sends a scene and its clips asks for each clip twice.
         */
        boolean mayReturnFrom(RequestSender sender, HostMicros now) {
            return !sender.equals(by) || (isOfScene && now.since(at) <= PROMPT_MICROS);
        }
    }

    /**
     * How long a launch may take to come back.
     *
     * @param knownSenderMicros from a sender that has returned something before, or if a surface or
     *     this program itself had asked for the launch
     * @param newSenderMicros from any other
     */
    record Window(long knownSenderMicros, long newSenderMicros) {}

    /**
     * A launch from the receiver's host that is still to be performed.
     *
     * @param unsent whether the receiver is sent no event of it
     */
    private record Expected(RequestSender by, boolean unsent, HostMicros until) {}

    /** A scene that an event was about, so that those of its clips are known. */
    private record SceneLaunch(OutputEvent event, Expected expected) {}

    private static final class SenderState {
        private final long firstNumber;
        private long othersSentNumber;
        private long lastLaunchNumber = -1;
        private boolean hasReturned;
        private int missed;
        private boolean isAnswering;
        private long lastDelay = NO_DELAY;
        private int promptAnswers;
        private int evenAnswers;
        private int repetitions;
        private boolean isSequencer;
        private @Nullable HostMicros lastRepetitionAt;
        private long longestDelay;
        private int continuations;
        private @Nullable HostMicros unsentAt;
        private long unsentDelay;
        private long unsentLongestDelay;
        private long unsentCount;

        private SenderState(long since) {
            this.firstNumber = since;
            this.othersSentNumber = since - 1;
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<RequestSender, SenderState> senders = new LinkedHashMap<>();
    private final Set<RequestSender> surfaces = new LinkedHashSet<>();
    private final Map<LaunchOrStopTarget, Expected> expected = new LinkedHashMap<>();
    private final List<OutputEvent> sentEarly = new ArrayList<>();
    private final Set<LaunchOrStopTarget> launchedTargets = new HashSet<>();
    private @Nullable SceneLaunch latestScene;
    private @Nullable HostMicros lastSentAt;
    private long count;

    /** Whether the receiver is not to be sent an event, since that would keep a loop going. */
    boolean isUnsent(OutputEvent event) {
        return LaunchOrStopTarget.targetsOf(event)
                .map(target -> expected(event, target))
                .filter(Expected::unsent)
                .isPresent();
    }

    /**
     * The receiver has been sent an event ahead of its boundary; it may come back before that is
     * performed.
     */
    void onSentEarly(OutputEvent event, HostMicros now, Window window) {
        LaunchOrStopTarget.targetsOf(event)
                .filter(target -> !sentEarly.contains(event))
                .ifPresent(target -> {
                    sentEarly.add(event);
                    add(target, now, window, expected(event, target));
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
            expected.keySet().removeIf(target -> target.isTargetOf(kind, event));
            return;
        }
        LaunchOrStopTarget.targetsOf(event)
                .ifPresent(target -> {
                    Expected by = expected(event, target);
                    boolean wasEarly = sentEarly.remove(event);
                    if (sent && !wasEarly) {
                        add(target, now, window, by);
                    }
                    if (target.kind() == LaunchOrStopTarget.Kind.SCENE) {
                        latestScene = by == null ? null : new SceneLaunch(event, by);
                    }
                    if (!isQueued(event)) {
                        expected.remove(target);
                    }
                });
    }

    private static boolean isQueued(OutputEvent event) {
        return event.eventKind() instanceof OutputEvent.Launch(var kind, var phase)
                && phase == EventTrigger.Phase.QUEUED;
    }

    private void add(
            LaunchOrStopTarget target, HostMicros now, Window window, @Nullable Expected by) {
        forget(now);
        if (sent.size() == MOST_SENT) {
            sent.removeFirst();
        }
        RequestSender origin = by == null ? null : by.by();
        senders.forEach((known, sender) -> {
            if (!known.equals(origin)) {
                sender.othersSentNumber = count;
            }
        });
        boolean isKnown = origin == null || surfaces.contains(origin);
        HostMicros until = now.plus(window.knownSenderMicros());
        sent.addLast(
                new Sent(
                        count++,
                        target,
                        now,
                        until,
                        isKnown ? until : now.plus(window.newSenderMicros()),
                        origin,
                        origin != null && !expected.containsKey(target)));
        noteLaunched(target);
        lastSentAt = now;
    }

    /** The request from the receiver's host that caused an event; null if there was none. */
    private @Nullable Expected expected(OutputEvent event, LaunchOrStopTarget target) {
        Expected own = expected(target);
        if (own != null) {
            return own;
        }
        SceneLaunch scene = latestScene;
        if (scene == null || event.track() == 0) {
            return null;
        }
        boolean isOfScene =
                scene.event().at().equals(event.at()) && isQueued(scene.event()) == isQueued(event);
        return isOfScene ? scene.expected() : null;
    }

    /** The request for a target. A relative launch becomes one of the target that it led to. */
    private @Nullable Expected expected(LaunchOrStopTarget target) {
        Expected candidate = expected.get(target);
        if (candidate != null) {
            return candidate;
        }
        for (LaunchOrStopTarget asked : expected.keySet()) {
            if (asked.mayBecome(target)) {
                Expected relative = expected.remove(asked);
                expected.put(target, relative);
                return relative;
            }
        }
        return null;
    }

    /** A sender has asked for something, or has subscribed. */
    void onClientRequest(RequestSender from) {
        if (!surfaces.contains(from)) {
            if (surfaces.size() == MOST_SURFACES) {
                surfaces.remove(surfaces.iterator().next());
            }
            surfaces.add(from);
        }
    }

    /**
     * Decides what to do with a launch from the receiver's host. Called once for each launch,
     * before it is handled.
     */
    Verdict verdict(List<LaunchOrStopTarget> targets, RequestSender from, HostMicros now) {
        forget(now);
        SenderState sender = stateOf(from);
        List<Sent> matches = new ArrayList<>();
        for (LaunchOrStopTarget target : targets) {
            Sent match = match(target, from, sender, now);
            if (match != null) {
                matches.add(match);
            }
        }
        if (matches.size() == targets.size()) {
            sent.removeAll(matches);
            sender.hasReturned = true;
            sender.missed = 0;
            return Verdict.RETURNED;
        }
        boolean unsent = isLoop(targets, sender, surfaces.contains(from), now);
        sender.lastLaunchNumber = count;
        for (LaunchOrStopTarget target : targets) {
            expect(target, new Expected(from, unsent, now.plus(ANSWER_MICROS)));
        }
        return unsent ? Verdict.PERFORM_UNSENT : Verdict.PERFORM;
    }

    @SuppressWarnings("ReferenceEquality") // The last one itself: an equal one may be older.
    private @Nullable Sent match(
            LaunchOrStopTarget target, RequestSender from, SenderState sender, HostMicros now) {
        boolean isPerformer = sender.missed >= MISSED_BY_PERFORMER || surfaces.contains(from);
        if (!sender.hasReturned && isPerformer) {
            return null;
        }
        Sent last = sent.peekLast();
        for (Sent candidate : sent) {
            boolean inOrder = sender.lastLaunchNumber <= candidate.number();
            if (candidate.target().equals(target)
                    && candidate.mayReturnFrom(from, now)
                    && (sender.hasReturned || !now.isAfter(candidate.untilForNewSenders()))
                    && (inOrder || candidate == last)) {
                return candidate;
            }
        }
        return null;
    }

    private boolean isLoop(
            List<LaunchOrStopTarget> targets,
            SenderState sender,
            boolean isSurface,
            HostMicros now) {
        HostMicros last = lastSentAt;
        if (last == null || now.since(last) > ANSWER_MICROS) {
            launchedTargets.clear();
            senders.values().forEach(LaunchEchoDetector::forgetSequencer);
            last = null;
        }
        boolean repeats = launchedTargets.containsAll(targets);
        targets.forEach(this::noteLaunched);
        if (last == null || !repeats) {
            resetCounts(sender);
            sender.isAnswering =
                    last != null
                            && (sender.isAnswering
                                    || sender.othersSentNumber >= sender.lastLaunchNumber);
            return false;
        }
        if (sender.othersSentNumber >= sender.lastLaunchNumber) {
            resetCounts(sender);
            sender.isAnswering = true;
        }
        HostMicros unsentAt = sender.unsentAt;
        if (unsentAt != null && now.since(unsentAt) <= PROMPT_MICROS) {
            // Parts of the same loop: a scene may be answered by a launch for each track.
            return true;
        }
        if (unsentAt != null) {
            noteContinuation(sender, now.since(unsentAt));
        }
        long delay = now.since(last);
        boolean loop = isProgram(sender, isSurface, delay, now);
        sender.unsentAt = loop ? now : null;
        if (loop) {
            sender.hasReturned = true;
            sender.unsentDelay = delay;
            sender.unsentLongestDelay = Math.max(sender.longestDelay, delay);
            sender.unsentCount = count;
            resetCounts(sender);
        }
        return loop;
    }

    /**
     * A sender launches something although the receiver was not sent its former launch.
     *
     * @param interval since that launch
     */
    private void noteContinuation(SenderState sender, long interval) {
        long longest = Math.max(sender.unsentLongestDelay, PROMPT_MICROS);
        boolean answersAnother = count != sender.unsentCount;
        if (isEven(interval, sender.unsentDelay)) {
            // In time: a sequencer, which does not answer other programs.
            sender.isSequencer = true;
        } else if (!answersAnother && interval <= CONTINUATION_DELAYS * longest) {
            sender.continuations++;
            sender.isSequencer |= sender.continuations > MOST_CONTINUATIONS;
        } else {
            sender.continuations = 0;
        }
    }

    private static boolean isProgram(
            SenderState sender, boolean isSurface, long delay, HostMicros now) {
        HostMicros before = sender.lastRepetitionAt;
        boolean isPartOfAnswer = before != null && now.since(before) <= PROMPT_MICROS;
        sender.lastRepetitionAt = now;
        if (!sender.isAnswering || sender.isSequencer) {
            return false;
        }
        sender.longestDelay = Math.max(sender.longestDelay, delay);
        if (isPartOfAnswer || before == null) {
            sender.promptAnswers = delay <= PROMPT_MICROS ? sender.promptAnswers + 1 : 0;
            if (isPartOfAnswer) {
                return sender.promptAnswers > MOST_PROMPT;
            }
        } else {
            sender.promptAnswers = 0;
        }
        sender.evenAnswers = isEven(delay, sender.lastDelay) ? sender.evenAnswers + 1 : 0;
        sender.lastDelay = delay;
        sender.repetitions++;
        return !isSurface && (sender.evenAnswers > MOST_EVEN || sender.repetitions > MOST_ANSWERS);
    }

    private static void forgetSequencer(SenderState sender) {
        sender.isSequencer = false;
        sender.continuations = 0;
        sender.unsentAt = null;
    }

    private static boolean isEven(long delay, long delayBefore) {
        return Math.abs(delay - delayBefore) <= EVEN_MICROS;
    }

    private static void resetCounts(SenderState sender) {
        sender.promptAnswers = 0;
        sender.evenAnswers = 0;
        sender.repetitions = 0;
        sender.longestDelay = 0;
        sender.lastDelay = NO_DELAY;
    }

    private void noteLaunched(LaunchOrStopTarget target) {
        if (launchedTargets.size() < MOST_SENT) {
            launchedTargets.add(target);
        }
    }

    private void expect(LaunchOrStopTarget target, Expected candidate) {
        expected.remove(target);
        if (expected.size() == MOST_EXPECTED) {
            Iterator<LaunchOrStopTarget> oldest = expected.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        expected.put(target, candidate);
    }

    private SenderState stateOf(RequestSender from) {
        return LeastRecentlyUsedSenderMap.stateOf(
                from, senders, MOST_SENDERS, () -> new SenderState(count));
    }

    private void forget(HostMicros now) {
        expected.values().removeIf(candidate -> candidate.until().isBefore(now));
        for (Sent oldest = sent.peekFirst();
                oldest != null && oldest.until().isBefore(now);
                oldest = sent.peekFirst()) {
            sent.removeFirst();
            Sent expired = oldest;
            senders.forEach((origin, sender) -> {
                if (expired.number() >= sender.firstNumber && !origin.equals(expired.by())) {
                    sender.missed++;
                }
            });
        }
    }

    /** Forgets everything: the output is disabled, or positions have another meaning now. */
    void clear() {
        sent.clear();
        expected.clear();
        sentEarly.clear();
        launchedTargets.clear();
        latestScene = null;
    }
}
