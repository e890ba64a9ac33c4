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
public record JournalHeader(String version, String graph, String fileHash) {

    private static final String MAGIC = "downbeat journal";

    /** Changes when older programs can no longer read what is written. */
    private static final long FORMAT = 1;

    ChunkedBytes encoded() {
        var encoder = new JournalEncoder();
        encoder.text(MAGIC);
        encoder.number(FORMAT);
        encoder.text(version);
        encoder.text(graph);
        encoder.text(fileHash);
        return encoder.drain();
    }

    static JournalHeader read(JournalDecoder decoder) {
        String magic = decoder.text();
        long format = decoder.number();
        if (!magic.equals(MAGIC) || format != FORMAT) {
            throw new JournalFormatException(
                    "it has format %d, and this program reads format %d".formatted(format, FORMAT));
        }
        return new JournalHeader(decoder.text(), decoder.text(), decoder.text());
    }
}
