package io.downbeat.output;

import io.downbeat.session.command.RequestSender;

/**
 * Places senders: at the receiver of the first output, on its host, or elsewhere, which is the
 * default.
 */
final class NearSender implements SenderRelationFinder {

    private SenderRelationToReceiver nearness = SenderRelationToReceiver.ELSEWHERE;

    void is(SenderRelationToReceiver of) {
        nearness = of;
    }

    @Override
    public SenderRelationToReceiver relationTo(int output, RequestSender sender) {
        return output == 1 ? nearness : SenderRelationToReceiver.ELSEWHERE;
    }

    @Override
    public void refresh() {}
}
