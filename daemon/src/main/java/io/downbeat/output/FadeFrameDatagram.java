package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.LiveValues;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One datagram of a fade frame: some of the values that a fade moves. */
sealed interface FadeFrameDatagram {

    /**
     * The datagrams with the present values. They are valid until this is called again; a caller
     * that keeps them must copy them.
     */
    List<ByteBuffer> filled(LiveValues values);

    /** Whether it has a value of one of these parameters. */
    boolean carries(BitSet parameters);

    /** Adds its parameters to a set. */
    void addTo(BitSet parameters);

    /** A number, and where its message begins in the datagram. */
    record Place(int parameter, ParameterEncoder form, int at) {}

    /** A datagram that is encoded once; after that, only its numbers are overwritten. */
    record EncodedPage(ByteBuffer datagram, List<Place> places, List<ByteBuffer> alone)
            implements FadeFrameDatagram {

        EncodedPage(ByteBuffer datagram, List<Place> places) {
            this(datagram, List.copyOf(places), List.of(datagram));
        }

        @Override
        public List<ByteBuffer> filled(LiveValues values) {
            for (int index = 0; index < places.size(); index++) {
                Place place = places.get(index);
                place.form.patch(datagram, place.at, values.number(place.parameter));
            }
            datagram.rewind();
            return alone;
        }

        @Override
        public boolean carries(BitSet parameters) {
            return places.stream().anyMatch(place -> parameters.get(place.parameter));
        }

        @Override
        public void addTo(BitSet parameters) {
            places.forEach(place -> parameters.set(place.parameter));
        }
    }

    /** A message whose length depends on its value; it is encoded each time. */
    record Written(int parameter, ParameterEncoder form, DatagramPacker datagramPacker)
            implements FadeFrameDatagram {

        @Override
        public List<ByteBuffer> filled(LiveValues values) {
            var writing = new EncodedMessages.Writing();
            values.value(parameter)
                    .ifPresent(value -> writing.add(form, Snapshot.of(parameter, value), 0));
            return datagramPacker.packed(List.of(writing.done()), OscTimetag.IMMEDIATE);
        }

        @Override
        public boolean carries(BitSet parameters) {
            return parameters.get(parameter);
        }

        @Override
        public void addTo(BitSet parameters) {
            parameters.set(parameter);
        }
    }

    /** Builds the datagrams of a frame, each filled with messages while there is room. */
    final class Writing {
        private final DatagramPacker datagramPacker;
        private final List<FadeFrameDatagram> pages = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private ByteBuffer open = ByteBuffer.allocate(0);

        Writing(DatagramPacker datagramPacker) {
            this.datagramPacker = datagramPacker;
        }

        Writing add(int parameter, boolean text, ParameterEncoder form) {
            if (text || !form.isOfNumbers()) {
                pages.add(new Written(parameter, form, datagramPacker));
                return this;
            }
            int size = form.numberSize();
            if (datagramPacker.bundles() && size + Integer.BYTES <= DatagramPacker.ROOM) {
                if (size + Integer.BYTES > open.remaining()) {
                    turn();
                    open = ByteBuffer.allocate(DatagramPacker.LIMIT);
                    new OscWriter(open).beginBundle(OscTimetag.IMMEDIATE.ntp());
                }
                open.putInt(size);
            } else {
                turn();
                open = ByteBuffer.allocate(size);
            }
            places.add(new Place(parameter, form, open.position()));
            form.writeNumber(new OscWriter(open));
            return this;
        }

        List<FadeFrameDatagram> done() {
            turn();
            return List.copyOf(pages);
        }

        private void turn() {
            if (!places.isEmpty()) {
                pages.add(new EncodedPage(open.flip().slice(), places));
                places.clear();
                open = ByteBuffer.allocate(0);
            }
        }
    }
}
