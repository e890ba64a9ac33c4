package io.downbeat.session.snapshot;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.time.Beats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a running take has recorded, in order: it only grows. It is packed, because an
 * hour of moves is hundreds of thousands of entries.
 *
 * <p>One thread adds entries. Another thread may read the entries of a {@link Part} at the same
 * time, because entries are never changed or moved.
 */
public final class RunningTakeLog {

    /** Entries of one block, so that a new block costs little. */
    private static final int BLOCK = 512;

    /** A part of the entries. */
    private static final class Block {
        private final long[] micros = new long[BLOCK];
        private final double[] numbers = new double[BLOCK];

        /** The path of a moved number, a move of a text, or an event. */
        private final @Nullable Object[] what = new Object[BLOCK];

        private @Nullable Block next;
    }

    private record TextMove(ParamPath path, String text) {}

    /** Receives entries. */
    public interface Reader {
        void onEvent(ArrangementEvent event);

        void onMove(Beats at, ParamPath path, ParamValue value);
    }

    /** The entries that a log had at a moment. */
    public static final class Part {
        private final RunningTakeLog log;
        private final int size;

        private Part(RunningTakeLog log, int size) {
            this.log = log;
            this.size = size;
        }

        public RunningTakeLog log() {
            return log;
        }

        public int size() {
            return size;
        }

        /** Reads the entries from an index on. */
        public void read(int from, Reader reader) {
            log.read(from, size, reader);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Part that
                    && size == that.size
                    && entries().equals(that.entries());
        }

        @Override
        public int hashCode() {
            return size;
        }

        @Override
        public String toString() {
            return size + " entries";
        }

        private List<Object> entries() {
            var entries = new ArrayList<Object>();
            read(
                    0,
                    new Reader() {
                        @Override
                        public void onEvent(ArrangementEvent event) {
                            entries.add(event);
                        }

                        @Override
                        public void onMove(Beats at, ParamPath path, ParamValue value) {
                            entries.add(List.of(at, path, value));
                        }
                    });
            return entries;
        }
    }

    private final Block first = new Block();
    private Block last = first;
    private int size;

    /** A log with the entries of a part, to which others can be added. */
    public static RunningTakeLog of(Part part) {
        var copy = new RunningTakeLog();
        part.read(
                0,
                new Reader() {
                    @Override
                    public void onEvent(ArrangementEvent event) {
                        copy.add(event);
                    }

                    @Override
                    public void onMove(Beats at, ParamPath path, ParamValue value) {
                        copy.add(at, path, value);
                    }
                });
        return copy;
    }

    public int size() {
        return size;
    }

    /** The entries so far. */
    public Part part() {
        return new Part(this, size);
    }

    public void add(ArrangementEvent event) {
        put(event.at(), event, 0);
    }

    /** Adds a move of a parameter. */
    public void add(Beats at, ParamPath path, ParamValue value) {
        switch (value) {
            case ParamValue.Numeric(var number) -> put(at, path, number);
            case ParamValue.Text(var text) -> put(at, new TextMove(path, text), 0);
        }
    }

    private void put(Beats at, Object what, double number) {
        int index = size % BLOCK;
        if (index == 0 && size > 0) {
            var next = new Block();
            last.next = next;
            last = next;
        }
        last.micros[index] = at.micro();
        last.numbers[index] = number;
        last.what[index] = what;
        size++;
    }

    private void read(int from, int to, Reader reader) {
        Block block = first;
        for (int index = 0; index < to; index++) {
            int place = index % BLOCK;
            if (index > 0 && place == 0) {
                block = following(block);
            }
            if (index >= from) {
                read(block, place, reader);
            } else if (place == 0 && from - index >= BLOCK) {
                index += BLOCK - 1;
            }
        }
    }

    private static Block following(Block block) {
        Block next = block.next;
        if (next == null) {
            throw new IllegalStateException("the log ends before its size");
        }
        return next;
    }

    private static void read(Block block, int place, Reader reader) {
        Beats at = Beats.micro(block.micros[place]);
        switch (block.what[place]) {
            case ArrangementEvent event -> reader.onEvent(event);
            case ParamPath path -> reader.onMove(at, path, ParamValue.of(block.numbers[place]));
            case TextMove(var path, var text) -> reader.onMove(at, path, ParamValue.of(text));
            case null, default -> throw new IllegalStateException("an entry is missing");
        }
    }
}
