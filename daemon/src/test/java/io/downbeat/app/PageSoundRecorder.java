package io.downbeat.app;

import com.microsoft.playwright.Page;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.time.HostMicros;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records what a page plays, inside the page: the loudest sample of each block, counted by the
 * audio clock, and readings of that clock beside the page's own. A hit's moment is when it is
 * heard, as the browser tells its output latency.
 */
final class PageSoundRecorder {
    /** Samples of a block; 0.7 ms at 48 kHz. */
    private static final int BLOCK = 32;

    /** A hit begins with a sample over this, after none was for a while. */
    private static final double SOUND = 0.008;

    private static final double SILENCE_SECONDS = 0.025;

    /** The peak of a hit lies within this time. */
    private static final double PEAK_SECONDS = 0.04;

    /** Readings of the clock this near to a moment say when it is heard. */
    private static final double NEAR_SECONDS = 0.25;

    private static final String WORKLET =
            """
            registerProcessor('test-recorder', class extends AudioWorkletProcessor {
                blocks = [];
                process([channels]) {
                    for (let start = 0; start < 128; start += %d) {
                        let loudest = 0;
                        for (const samples of channels) {
                            for (let at = start; at < start + %d; at++) loudest = Math.max(loudest, Math.abs(samples[at]));
                        }
                        this.blocks.push(loudest);
                    }
                    if (this.blocks.length >= 400) {
                        this.port.postMessage({ end: currentFrame + 128, blocks: this.blocks });
                        this.blocks = [];
                    }
                    return true;
                }
            });
            """
                    .formatted(BLOCK, BLOCK);

    private static final String START =
            """
            async worklet => {
                const { currentSound } = await import('/listen/listening.js');
                const { context, analyser } = currentSound();
                await context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })));
                const recorder = new AudioWorkletNode(context, 'test-recorder');
                analyser.connect(recorder).connect(context.destination);
                window.recorded = [];
                window.clockReadings = [];
                recorder.port.onmessage = ({ data }) => window.recorded.push(data);
                clearInterval(window.clockReader);
                window.clockReader = setInterval(() => {
                    const { contextTime, performanceTime } = context.getOutputTimestamp();
                    window.clockReadings.push(contextTime, performanceTime, performance.now());
                }, 20);
                return [performance.timeOrigin, context.sampleRate];
            }
            """;

    /**
     * Before a hit the page must have run, and the audio clock must have gone steadily, for so
     * long.
     */
    private static final double STEADY_SECONDS = 1;

    private static final double LONGEST_HALT_MILLIS = 120;
    private static final double LARGEST_SLIP_MILLIS = 4;

    /**
     * A hit: when it is heard, and its loudest sample.
     *
     * @param steady whether the browser had the computer to itself before it: its page was not held
     *     up, and its sound had no gap
     */
    record Hit(HostMicros at, double peak, boolean steady) {}

    /**
     * What the audio clock showed: its time, how far the page's clock is ahead of it, and when that
     * was read.
     */
    private record ClockReading(double audioSeconds, double aheadMillis, double pageMillis) {}

    private final Page page;
    private final double timeOrigin;
    private final double sampleRate;
    private final List<ClockReading> clock = new ArrayList<>();
    private double loudest;

    private PageSoundRecorder(Page page, List<Number> start) {
        this.page = page;
        this.timeOrigin = start.get(0).doubleValue();
        this.sampleRate = start.get(1).doubleValue();
    }

    /**
     * Begins to record a page that listens.
     *
     * @param page opened without its content security policy: the recorder is none of its scripts
     */
    static PageSoundRecorder start(Page page) {
        return new PageSoundRecorder(page, numbers(page.evaluate(START, WORKLET)));
    }

    /** The hits since the last call, in their order. */
    List<Hit> hits() {
        List<Number> times = numbers(page.evaluate("() => window.clockReadings.splice(0)"));
        for (int at = 0; at < times.size(); at += 3) {
            double audioSeconds = times.get(at).doubleValue();
            clock.add(
                    new ClockReading(
                            audioSeconds,
                            times.get(at + 1).doubleValue() - audioSeconds * 1_000,
                            times.get(at + 2).doubleValue()));
        }
        List<Number> sound =
                numbers(
                        page.evaluate(
                                """
                                () => window.recorded.splice(0)
                                    .flatMap(({ end, blocks }) => [end, blocks.length, ...blocks])
                                """));
        var hits = new HitFinder();
        for (int at = 0; at < sound.size(); ) {
            double end = sound.get(at++).doubleValue();
            int count = sound.get(at++).intValue();
            for (int left = count; left > 0; left--) {
                double peak = sound.get(at++).doubleValue();
                loudest = Math.max(loudest, peak);
                hits.block((end - (double) left * BLOCK) / sampleRate, peak);
            }
        }
        return hits.found;
    }

    /** The loudest sample of all that {@link #hits} has read. */
    double loudest() {
        return loudest;
    }

    private static List<Number> numbers(Object list) {
        return ((List<?>) list).stream().map(Number.class::cast).toList();
    }

    private final class HitFinder {
        private final List<Hit> found = new ArrayList<>();
        private double lastSound = Double.NEGATIVE_INFINITY;
        private double began = Double.NEGATIVE_INFINITY;

        void block(double seconds, double peak) {
            if (peak <= SOUND) {
                return;
            }
            if (seconds - lastSound > SILENCE_SECONDS) {
                began = seconds;
                found.add(new Hit(heardAt(seconds), peak, steady(seconds)));
            } else if (seconds - began < PEAK_SECONDS && peak > found.getLast().peak()) {
                found.set(
                        found.size() - 1,
                        new Hit(found.getLast().at(), peak, found.getLast().steady()));
            }
            lastSound = seconds;
        }
    }

    /** When a moment of the audio clock is heard. */
    private HostMicros heardAt(double seconds) {
        double pageMillis = seconds * 1_000 + median(ahead(seconds, NEAR_SECONDS));
        Instant wall = Instant.now();
        HostMicros now = new SystemHostClock().now();
        double wallMillis = wall.getEpochSecond() * 1e3 + wall.getNano() / 1e6;
        return now.plus(Math.round((timeOrigin + pageMillis - wallMillis) * 1_000));
    }

    private boolean steady(double seconds) {
        double[] near = ahead(seconds, STEADY_SECONDS);
        double median = median(near);
        double[] read =
                clock.stream()
                        .filter(reading ->
                                Math.abs(reading.audioSeconds() - seconds) < STEADY_SECONDS)
                        .mapToDouble(ClockReading::pageMillis)
                        .toArray();
        double longest = 0;
        for (int at = 1; at < read.length; at++) {
            longest = Math.max(longest, read[at] - read[at - 1]);
        }
        // Single readings are off by a buffer; a slip moves many.
        long off =
                Arrays.stream(near)
                        .filter(ahead -> Math.abs(ahead - median) > LARGEST_SLIP_MILLIS)
                        .count();
        return longest < LONGEST_HALT_MILLIS && off < near.length / 10;
    }

    private double[] ahead(double seconds, double within) {
        return clock.stream()
                .filter(reading -> Math.abs(reading.audioSeconds() - seconds) < within)
                .mapToDouble(ClockReading::aheadMillis)
                .toArray();
    }

    private static double median(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
