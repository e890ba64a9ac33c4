package io.downbeat.feedback;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import java.util.ArrayList;
import java.util.List;

/** Lists that are too long for one datagram, as several messages of the same address. */
final class Lists {

    private Lists() {}

    /**
     * The message, or its parts where a datagram is full. Only lists have parts: what says one
     * thing goes whole.
     */
    static List<OscMessage> split(OscMessage message, int prefixLength) {
        int room = Outbox.DATAGRAM - prefixLength - Integer.BYTES;
        if (message.arguments().size() < 2 || OscCodec.size(message) <= room) {
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
