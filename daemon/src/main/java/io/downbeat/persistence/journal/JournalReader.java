package io.downbeat.persistence.journal;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a journal: the state after its last whole record. */
final class JournalReader {

    private final JournalDecoder decoder = new JournalDecoder();
    private final Map<Integer, ParamValue> values = new TreeMap<>();
    private Optional<EngineSnapshot> snapshot = Optional.empty();
    private MomentOnHostAndWallClock time = new MomentOnHostAndWallClock(new HostMicros(0), 0);

    private JournalGraphFileHeader header;

    private JournalReader(JournalGraphFileHeader header) {
        this.header = header;
    }

    /**
     * Reads a file; empty if it has no whole state.
     *
     * @throws JournalFormatException if its records are of another kind
     */
    static Optional<RecoveredSession> read(Path path) throws IOException {
        ChecksummedRecordFile.Content content = ChecksummedRecordFile.read(path);
        if (content.records().size() < 2) {
            return Optional.empty();
        }
        var headerDecoder = new JournalDecoder();
        headerDecoder.begin(content.records().getFirst());
        var reader = new JournalReader(JournalGraphFileHeader.read(headerDecoder));
        content.records().stream().skip(1).forEach(reader::read);
        return reader.snapshot.map(found ->
                new RecoveredSession(
                        reader.header,
                        found.with(reader.values()),
                        reader.time,
                        content.bytesCut()));
    }

    private void read(ByteBuffer record) {
        decoder.begin(record);
        long first = decoder.number();
        if (first == JournalGraphFileHeader.LATER_HEADER) {
            header = JournalGraphFileHeader.read(decoder);
        } else {
            state(new HostMicros(first));
        }
    }

    private void state(HostMicros at) {
        time = new MomentOnHostAndWallClock(at, decoder.number());
        if (decoder.number() != 0) {
            EngineSnapshot read = decoder.snapshot();
            snapshot = Optional.of(read);
            ParameterValueList frame = read.fades().lastFrameValues();
            for (int index = 0; index < frame.size(); index++) {
                values.put(frame.parameter(index), frame.value(index));
            }
        }
        for (long left = decoder.number(); left > 0; left--) {
            int parameter = decoder.parameter();
            decoder.liveValue()
                    .ifPresentOrElse(
                            value -> values.put(parameter, value), () -> values.remove(parameter));
        }
    }

    private ParameterValueList values() {
        var all = new ParameterValueList.Builder(values.size());
        values.forEach(all::add);
        return all.build();
    }
}
