package io.downbeat.output;

/** How near a sender is to the receiver of an output. */
public enum SenderRelationToReceiver {
    /** It sends from the receiver's own address, or to the output's own socket. */
    RECEIVER,
    /** It is on the receiver's host, and may be the receiver with another socket. */
    SAME_HOST,
    ELSEWHERE
}
