package io.downbeat.output;

/** How near a sender is to the receiver of an output. */
public enum SenderProximity {
    /** It sends from where the receiver receives, or answers to the output's own socket. */
    SAME_PLACE,
    /** It is on the receiver's host, and may be the receiver by another socket. */
    SAME_HOST,
    ELSEWHERE
}
