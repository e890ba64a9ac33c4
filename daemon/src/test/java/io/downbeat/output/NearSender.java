package io.downbeat.output;

import io.downbeat.session.command.RequestOrigin;

/** A sender that is near the receiver of the first output, or elsewhere until that is said. */
final class NearSender implements SenderProximityFinder {

    private SenderProximity nearness = SenderProximity.ELSEWHERE;

    void is(SenderProximity of) {
        nearness = of;
    }

    @Override
    public SenderProximity of(int output, RequestOrigin sender) {
        return output == 1 ? nearness : SenderProximity.ELSEWHERE;
    }

    @Override
    public void refresh() {}
}
