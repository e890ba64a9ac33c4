package io.downbeat.persistence.journal;

import io.downbeat.persistence.chunks.ChunkedBytes;

/**
 * What the journal belongs to.
 *
 * @param version the program that writes it
 * @param graph the path of the graph file; empty for a session without one
 * @param fileHash the hash of the graph file's bytes when it was last read or saved; empty if there
 *     is no file yet
 */
public record JournalGraphFileHeader(String version, String graph, String fileHash) {

    private static final String MAGIC = "downbeat journal";

    /** Changes when older programs can no longer read what is written. */
    private static final long FORMAT = 2;

    /** The oldest format that this program reads. It has no second header. */
    private static final long OLDEST_FORMAT = 1;

    /**
     * Begins a record that is a later header. No other record begins with it: they begin with a
     * time.
     */
    static final long LATER_HEADER = Long.MIN_VALUE;

    /** The first record of a file. */
    ChunkedBytes encoded() {
        var encoder = new JournalEncoder();
        encode(encoder);
        return encoder.drain();
    }

    void encode(JournalEncoder encoder) {
        encoder.text(MAGIC);
        encoder.number(FORMAT);
        encoder.text(version);
        encoder.text(graph);
        encoder.text(fileHash);
    }

    static JournalGraphFileHeader read(JournalDecoder decoder) {
        String magic = decoder.text();
        long format = decoder.number();
        if (!magic.equals(MAGIC) || format < OLDEST_FORMAT || format > FORMAT) {
            throw new JournalFormatException(
                    "it has format %d, and this program reads formats %d to %d"
                            .formatted(format, OLDEST_FORMAT, FORMAT));
        }
        return new JournalGraphFileHeader(decoder.text(), decoder.text(), decoder.text());
    }
}
