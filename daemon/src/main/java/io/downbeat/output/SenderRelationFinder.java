package io.downbeat.output;

import io.downbeat.session.command.RequestSender;

/** Finds how near the sender of a message is to the receiver of an output. */
public interface SenderRelationFinder {

    /**
     * @param output position of the output, from 1
     */
    SenderRelationToReceiver relationTo(int output, RequestSender sender);

    /** Forgets what is cached; called several times a second, since a host name may move. */
    void refresh();
}
