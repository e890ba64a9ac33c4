package io.downbeat.output;

import io.downbeat.session.command.RequestOrigin;

/** A sender that is near the receiver of the first output, or elsewhere until that is said. */
final class NearSender implements SenderRelationFinder {

    private SenderRelationToReceiver nearness = SenderRelationToReceiver.ELSEWHERE;

    void is(SenderRelationToReceiver of) {
        nearness = of;
    }

    @Override
    public SenderRelationToReceiver of(int output, RequestOrigin sender) {
        return output == 1 ? nearness : SenderRelationToReceiver.ELSEWHERE;
    }

    @Override
    public void refresh() {}
}
