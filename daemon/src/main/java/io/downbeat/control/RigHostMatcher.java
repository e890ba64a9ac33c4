package io.downbeat.control;

import io.downbeat.osc.Peer;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.command.RequestSender;

import java.util.Optional;

/** Whether a sender is at an address of the rig. Names other than localhost match no sender. */
final class RigHostMatcher {
    private RigHostMatcher() {}

    static boolean isOn(String host, RequestSender from) {
        return peer(from).filter(peer -> isOn(host, peer)).isPresent();
    }

    static boolean isAt(Endpoint endpoint, RequestSender from) {
        return peer(from)
                .filter(peer -> peer.port() == endpoint.port() && isOn(endpoint.host(), peer))
                .isPresent();
    }

    static boolean isOnThisHost(RequestSender from) {
        return peer(from).filter(Peer::isLoopback).isPresent();
    }

    private static boolean isOn(String host, Peer peer) {
        return Peer.isLoopback(host) ? peer.isLoopback() : peer.host().equals(host);
    }

    private static Optional<Peer> peer(RequestSender from) {
        try {
            return Optional.of(Peer.parse(from.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
