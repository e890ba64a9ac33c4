package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.LiveValues;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** One datagram of a fade frame: some of the values that a fade moves. */
sealed interface FadeValuesDatagram {

    /**
     * The datagrams with the present values. They are valid until this is called again; a caller
     * that keeps them must copy them.
     */
    List<ByteBuffer> encoded(LiveValues values);

    /** Whether it has a value of one of these parameters. */
    boolean containsAny(BitSet parameters);

    /** Adds its parameters to a set. */
    void addTo(BitSet parameters);

    /** A number, and where its message begins in the datagram. */
    record NumberPosition(int parameter, ParameterEncoder form, int at) {}

    /** A datagram that is encoded once; after that, only its numbers are overwritten. */
    record FixedLayout(ByteBuffer datagram, List<NumberPosition> places, List<ByteBuffer> single)
            implements FadeValuesDatagram {

        FixedLayout(ByteBuffer datagram, List<NumberPosition> places) {
            this(datagram, List.copyOf(places), List.of(datagram));
        }

        @Override
        public List<ByteBuffer> encoded(LiveValues values) {
            for (int index = 0; index < places.size(); index++) {
                NumberPosition place = places.get(index);
                place.form.patch(datagram, place.at, values.number(place.parameter));
            }
            datagram.rewind();
            return single;
        }

        @Override
        public boolean containsAny(BitSet parameters) {
            return places.stream().anyMatch(place -> parameters.get(place.parameter));
        }

        @Override
        public void addTo(BitSet parameters) {
            places.forEach(place -> parameters.set(place.parameter));
        }
    }

    /** A message whose length depends on its value; it is encoded each time. */
    record Variable(int parameter, ParameterEncoder form, DatagramPacker datagramPacker)
            implements FadeValuesDatagram {

        @Override
        public List<ByteBuffer> encoded(LiveValues values) {
            var encoder = new EncodedMessages.Encoder();
            values.value(parameter)
                    .ifPresent(
                            value -> encoder.add(form, ParameterValueList.of(parameter, value), 0));
            return datagramPacker.packed(List.of(encoder.build()), OscTimetag.IMMEDIATE);
        }

        @Override
        public boolean containsAny(BitSet parameters) {
            return parameters.get(parameter);
        }

        @Override
        public void addTo(BitSet parameters) {
            parameters.set(parameter);
        }
    }

    /** Builds the datagrams of a frame, each filled with messages while there is room. */
    final class Builder {
        private final DatagramPacker datagramPacker;
        private final List<FadeValuesDatagram> datagrams = new ArrayList<>();
        private final List<NumberPosition> places = new ArrayList<>();
        private ByteBuffer open = ByteBuffer.allocate(0);

        Builder(DatagramPacker datagramPacker) {
            this.datagramPacker = datagramPacker;
        }

        Builder add(int parameter, boolean text, ParameterEncoder form) {
            if (text || !form.hasFixedSize()) {
                datagrams.add(new Variable(parameter, form, datagramPacker));
                return this;
            }
            int size = form.messageSize();
            if (datagramPacker.bundles() && size + Integer.BYTES <= DatagramPacker.BUNDLE_ROOM) {
                if (size + Integer.BYTES > open.remaining()) {
                    closeDatagram();
                    open = ByteBuffer.allocate(DatagramPacker.DATAGRAM_BYTES);
                    new OscWriter(open).beginBundle(OscTimetag.IMMEDIATE.ntp());
                }
                open.putInt(size);
            } else {
                closeDatagram();
                open = ByteBuffer.allocate(size);
            }
            places.add(new NumberPosition(parameter, form, open.position()));
            form.writeNumber(new OscWriter(open));
            return this;
        }

        List<FadeValuesDatagram> build() {
            closeDatagram();
            return List.copyOf(datagrams);
        }

        private void closeDatagram() {
            if (!places.isEmpty()) {
                datagrams.add(new FixedLayout(open.flip().slice(), places));
                places.clear();
                open = ByteBuffer.allocate(0);
            }
        }
    }
}
