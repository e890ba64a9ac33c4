package io.downbeat.app;

import io.downbeat.address.PresentValues;
import io.downbeat.osc.OscAddress;
import io.downbeat.rig.GraphReference;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.Access;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.Refusal;

/**
 * The addresses of the contract that a rig names. One that is not there would never send or do
 * anything, so it is refused at the start. Objects may come and go, so they are not looked for.
 */
record RigAddresses(AddressSpace space, PresentValues present) {

    /** Throws {@link StartRefused} at the first address that the contract lacks, with its place. */
    void check(Rig rig) {
        for (GraphReference each : rig.references()) {
            switch (each.what()) {
                case GraphReference.OfSource(MapSpec.Value(String address)) ->
                        check(each.where(), address);
                case GraphReference.OfInput(String address) -> checkInput(each.where(), address);
                case GraphReference.OfSubscription(String pattern) ->
                        checkSubscription(each.where(), pattern);
                case GraphReference.OfSource named -> {}
                case GraphReference.OfNode named -> {}
                case GraphReference.OfTrack named -> {}
                case GraphReference.OfEvent named -> {}
            }
        }
    }

    private void check(String where, String address) {
        boolean known =
                OscAddress.isPattern(address) || space.match(OscAddress.parts(address)).isPresent();
        if (!known) {
            throw new StartRefused(
                    where
                            + ": there is no address "
                            + address
                            + space.nearest(address)
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse(""));
        }
    }

    private void checkInput(String where, String address) {
        check(where, address);
        space.match(OscAddress.parts(address))
                .map(match -> match.method().access())
                .filter(access -> access == Access.STATE || access == Access.OUT)
                .ifPresent(access -> {
                    throw new StartRefused(
                            where
                                    + ": "
                                    + address
                                    + " can only be listened to; give an address that can be set"
                                    + " or fired");
                });
    }

    private void checkSubscription(String where, String pattern) {
        try {
            present.covered(pattern);
        } catch (Refusal refusal) {
            throw new StartRefused(where + ": " + refusal.text());
        }
    }
}
