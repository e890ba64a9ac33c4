package io.downbeat.persistence.journal;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes the journal: a whole state first, then what changes. When the file has grown to several
 * times the whole state it begins anew. It keeps the latest state in memory, so that it can begin
 * anew whenever the disk works again.
 */
final class JournalWriter {

    /**
     * Bytes: the file may always grow to this before it is written anew. A fast hand takes 15 s.
     */
    private static final long SMALLEST_BYTES = 1 << 20;

    /** The file is written anew when it is this many times as large as the whole state. */
    private static final long MOST_STATES = 4;

    private final Path path;
    private final List<Optional<ParamValue>> values = new ArrayList<>();

    /** Parameters whose value in the file is not the latest. */
    private final BitSet unwritten = new BitSet();

    private JournalGraphFileHeader header;
    private EngineSnapshot latest;
    private boolean snapshotChanged;

    /** Whether the header in the file is not the latest. */
    private boolean headerChanged;

    private JournalEncoder encoder = new JournalEncoder();
    private Optional<ChecksummedRecordFile> file = Optional.empty();
    private long wholeBytes;

    JournalWriter(Path path, JournalGraphFileHeader header, EngineSnapshot first) {
        this.path = path;
        this.header = header;
        this.latest = first;
        ParameterValueList all = first.values();
        for (int index = 0; index < all.size(); index++) {
            set(all.parameter(index), Optional.of(all.value(index)));
        }
    }

    EngineSnapshot latest() {
        return latest;
    }

    /** The latest snapshot with its values. */
    EngineSnapshot whole() {
        var all = new ParameterValueList.Builder(values.size());
        for (int parameter = 0; parameter < values.size(); parameter++) {
            int number = parameter;
            values.get(parameter).ifPresent(value -> all.add(number, value));
        }
        return latest.with(all.build());
    }

    /** Takes over changes, without writing them. */
    void note(UnwrittenJournalChanges changes) {
        changes.written().stream()
                .forEach(parameter -> {
                    set(parameter, changes.value(parameter));
                    unwritten.set(parameter);
                });
        changes.snapshot()
                .ifPresent(now -> {
                    latest = now;
                    snapshotChanged = true;
                });
    }

    /**
     * The session was saved: the graph file has other bytes now. The next write says so in a short
     * record; a whole state for each save would be much work in a large session.
     */
    void noteSaved(JournalGraphFileHeader saved) {
        headerChanged |= !saved.equals(header);
        header = saved;
    }

    /** The file that is written, if the disk works. */
    Optional<ChecksummedRecordFile> file() {
        return file;
    }

    /** Whether there is no file to append to, or the one that is there has grown too long. */
    boolean needsNewFile() {
        return file.isEmpty() || isGrown() || !file.get().isThere();
    }

    /** Appends what has been noted. */
    void append(MomentOnHostAndWallClock time) throws IOException {
        if (headerChanged) {
            encoder.number(JournalGraphFileHeader.LATER_HEADER);
            header.encode(encoder);
            file.orElseThrow().append(encoder.drain());
            headerChanged = false;
        }
        if (snapshotChanged) {
            leaveOutFrame();
        }
        state(time, snapshotChanged, unwritten);
        file.orElseThrow().append(encoder.drain());
        snapshotChanged = false;
        unwritten.clear();
    }

    /** Closes the file after a failure; the next write begins a new one. */
    void end() {
        encoder = new JournalEncoder();
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException alreadyBroken) {
            // The failure that led here was reported.
            return;
        } finally {
            file = Optional.empty();
        }
    }

    private boolean isGrown() {
        return file.orElseThrow().size() > Math.max(SMALLEST_BYTES, MOST_STATES * wholeBytes);
    }

    /** Puts a new file with the whole state in the place of the present one. */
    void begin(MomentOnHostAndWallClock time) throws IOException {
        end();
        var set = new BitSet();
        for (int parameter = 0; parameter < values.size(); parameter++) {
            set.set(parameter, values.get(parameter).isPresent());
        }
        state(time, true, set);
        ChecksummedRecordFile fresh =
                ChecksummedRecordFile.replace(path, List.of(header.encoded(), encoder.drain()));
        file = Optional.of(fresh);
        headerChanged = false;
        wholeBytes = fresh.size();
        snapshotChanged = false;
        unwritten.clear();
    }

    private void state(MomentOnHostAndWallClock time, boolean snapshot, BitSet parameters) {
        encoder.number(time.host().micros());
        encoder.number(time.epochMicros());
        encoder.number(snapshot ? 1 : 0);
        if (snapshot) {
            encoder.snapshot(latest);
        }
        encoder.number(parameters.cardinality());
        parameters.stream()
                .forEach(parameter -> encoder.liveValue(parameter, values.get(parameter)));
    }

    /** The values of the latest frame are not written: the fades give them. */
    private void leaveOutFrame() {
        ParameterValueList frame = latest.fades().lastFrameValues();
        for (int index = 0; index < frame.size(); index++) {
            int parameter = frame.parameter(index);
            if (values.get(parameter).equals(Optional.of(frame.value(index)))) {
                unwritten.clear(parameter);
            }
        }
    }

    private void set(int parameter, Optional<ParamValue> value) {
        while (values.size() <= parameter) {
            values.add(Optional.empty());
        }
        values.set(parameter, value);
    }
}
