package io.downbeat.client;

/**
 * Decides when to renew the lease of the subscriptions: a ping every 20 seconds, since the daemon's
 * lease is 60; a ping every second once the daemon is lost; and all subscriptions again when a
 * daemon sends something that may not know them. It reads no clock: {@link #tick} is called once a
 * second.
 *
 * <p>Thread safe: one thread ticks, another reports what is received.
 */
final class LeaseRenewal {
    static final int PING_EVERY_S = 20;
    static final int SILENT_AFTER_S = 5;

    private Link link = Link.UP;
    private int sincePing;
    private int sinceHeard;

    synchronized Link link() {
        return link;
    }

    /** A second has passed with subscriptions held; returns whether to ping now. */
    synchronized boolean tick() {
        sincePing++;
        sinceHeard++;
        if (link == Link.UP && sinceHeard > SILENT_AFTER_S) {
            link = Link.SILENT;
        }
        boolean due = link != Link.UP || sincePing >= PING_EVERY_S;
        if (due) {
            sincePing = 0;
        }
        return due;
    }

    /** A message has arrived; returns whether the subscriptions must be sent again. */
    synchronized boolean onMessage(String address) {
        sinceHeard = 0;
        boolean lost = link != Link.UP;
        link = address.equals(ProtocolAddresses.BYE) ? Link.SILENT : Link.UP;
        return lost
                && !address.equals(ProtocolAddresses.BYE)
                && !address.equals(ProtocolAddresses.HELLO);
    }

    synchronized void refused() {
        link = Link.REFUSED;
    }

    /** A message was sent that the daemon will answer. */
    synchronized void onQuestion() {
        sinceHeard = 0;
    }
}
