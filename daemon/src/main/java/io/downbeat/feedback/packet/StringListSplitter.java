package io.downbeat.feedback.packet;

import io.downbeat.address.AddressRow;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a list of strings that is too long for one datagram, or over TCP and WebSockets for one
 * packet, into several messages with the same address.
 */
public final class StringListSplitter {

    private StringListSplitter() {}

    /**
     * The message, or its parts if it is too long. Only lists of strings are split. In a list of
     * numbers the position of each number has a meaning, so it goes whole.
     *
     * @param row the row that the message answers
     * @param by how it is sent: where there are no datagrams, only the size of a packet is a limit
     */
    public static List<OscMessage> split(
            AddressRow row, OscMessage message, int prefixLength, Peer.Transport by) {
        int most = by == Peer.Transport.UDP ? Outbox.DATAGRAM_BYTES : OscCodec.MAX_PACKET;
        int room = most - prefixLength - Integer.BYTES;
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
