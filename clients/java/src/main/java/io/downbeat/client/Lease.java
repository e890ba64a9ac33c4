package io.downbeat.client;

/**
 * The bookkeeping that keeps subscriptions alive: a ping every 20 seconds, since the daemon's lease
 * is 60; a ping every second once the daemon is lost; and the subscriptions anew when a daemon is
 * heard that may not know them. Knows no clock: it is ticked once a second.
 *
 * <p>Thread safe: ticked on one thread, told what is heard on another.
 */
final class Lease {
    static final int PING_EVERY_S = 20;
    static final int SILENT_AFTER_S = 5;

    private Link link = Link.UP;
    private int sincePing;
    private int sinceHeard;

    synchronized Link link() {
        return link;
    }

    /** A second has passed with subscriptions held; answers whether to ping now. */
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

    /** A message has come; answers whether the daemon must be told the subscriptions again. */
    synchronized boolean heard(String address) {
        sinceHeard = 0;
        boolean lost = link != Link.UP;
        link = address.equals(Said.BYE) ? Link.SILENT : Link.UP;
        return lost && !address.equals(Said.BYE) && !address.equals(Said.HELLO);
    }

    synchronized void refused() {
        link = Link.REFUSED;
    }

    /** Something was asked of the daemon that it answers. */
    synchronized void began() {
        sinceHeard = 0;
    }
}
