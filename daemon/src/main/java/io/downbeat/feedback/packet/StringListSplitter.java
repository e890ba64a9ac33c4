package io.downbeat.feedback.packet;

import io.downbeat.address.AddressRow;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import java.util.ArrayList;
import java.util.List;

/** Lists of strings that are too long for one datagram, as several messages of one address. */
public final class StringListSplitter {

    private StringListSplitter() {}

    /**
     * The message, or its parts where a datagram is full. Only lists of strings have parts: what
     * says one thing goes whole, and so do numbers, whose places in the message count.
     *
     * @param row what is told
     */
    public static List<OscMessage> split(AddressRow row, OscMessage message, int prefixLength) {
        int room = Outbox.DATAGRAM - prefixLength - Integer.BYTES;
        if (!row.isListOfStrings() || OscCodec.size(message) <= room) {
            return List.of(message);
        }
        var parts = new ArrayList<OscMessage>();
        var part = new ArrayList<OscArgument>();
        for (OscArgument argument : message.arguments()) {
            part.add(argument);
            if (part.size() > 1 && OscCodec.size(new OscMessage(message.address(), part)) > room) {
                part.removeLast();
                parts.add(new OscMessage(message.address(), part));
                part.clear();
                part.add(argument);
            }
        }
        parts.add(new OscMessage(message.address(), part));
        return parts;
    }
}
