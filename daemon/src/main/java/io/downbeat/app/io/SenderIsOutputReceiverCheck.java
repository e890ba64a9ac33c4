package io.downbeat.app.io;

import io.downbeat.control.OutputHostCheck;
import io.downbeat.net.HostNames;
import io.downbeat.net.ThisComputer;
import io.downbeat.osc.Peer;
import io.downbeat.output.SenderRelationFinder;
import io.downbeat.output.SenderRelationToReceiver;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.command.RequestSender;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether a sender is the receiver of an output, or runs on its host. All addresses of this
 * computer count as one host. Thread safe.
 */
public final class SenderIsOutputReceiverCheck implements OutputHostCheck, SenderRelationFinder {

    private static final int REMEMBERED = 4096;

    private final List<Endpoint> receivers;
    private final HostNames names;
    private final ThisComputer computer;
    private final Map<RequestSender, SenderRelationToReceiver[]> known = new ConcurrentHashMap<>();

    public SenderIsOutputReceiverCheck(
            List<Endpoint> receivers, HostNames names, ThisComputer computer) {
        this.receivers = List.copyOf(receivers);
        this.names = names;
        this.computer = computer;
    }

    @Override
    public boolean isFrom(int output, RequestSender sender) {
        return relationTo(output, sender) != SenderRelationToReceiver.ELSEWHERE;
    }

    @Override
    public boolean isReceiver(RequestSender sender) {
        for (int output = 1; output <= receivers.size(); output++) {
            if (relationTo(output, sender) == SenderRelationToReceiver.RECEIVER) {
                return true;
            }
        }
        return false;
    }

    @Override
    public SenderRelationToReceiver relationTo(int output, RequestSender sender) {
        SenderRelationToReceiver[] all = known.get(sender);
        if (all == null) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            all = found(sender);
            known.put(sender, all);
        }
        return all[output - 1];
    }

    @Override
    public void refresh() {
        known.clear();
    }

    private SenderRelationToReceiver[] found(RequestSender sender) {
        var all = new SenderRelationToReceiver[receivers.size()];
        Arrays.fill(all, SenderRelationToReceiver.ELSEWHERE);
        Optional<Peer> peer = peer(sender);
        Optional<InetAddress> from = peer.flatMap(SenderIsOutputReceiverCheck::address);
        for (int at = 0; at < all.length && from.isPresent(); at++) {
            Endpoint receiver = receivers.get(at);
            Optional<InetAddress> host = names.addressOf(receiver.host());
            if (host.isPresent() && isSame(host.get(), from.get())) {
                boolean samePlace = peer.orElseThrow().port() == receiver.port();
                all[at] =
                        samePlace
                                ? SenderRelationToReceiver.RECEIVER
                                : SenderRelationToReceiver.SAME_HOST;
            }
        }
        return all;
    }

    private boolean isSame(InetAddress one, InetAddress other) {
        return Arrays.equals(one.getAddress(), other.getAddress())
                || (computer.has(one) && computer.has(other));
    }

    private static Optional<Peer> peer(RequestSender sender) {
        try {
            return Optional.of(Peer.parse(sender.text()));
        } catch (IllegalArgumentException noPeer) {
            return Optional.empty();
        }
    }

    /** A sender's host is always an address. */
    private static Optional<InetAddress> address(Peer peer) {
        try {
            return Optional.of(InetAddress.getByName(peer.host()));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
