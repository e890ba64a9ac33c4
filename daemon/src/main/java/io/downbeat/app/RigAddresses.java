package io.downbeat.app;

import io.downbeat.osc.OscAddress;
import io.downbeat.rig.InputSpec;
import io.downbeat.rig.MapSpec;
import io.downbeat.rig.OutputSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;

/**
 * The addresses of the contract that a rig names. One that is not there would never send or do
 * anything, so it is refused at the start. Objects may come and go, so they are not looked for.
 */
record RigAddresses(AddressSpace space) {

    /** Throws {@link StartRefused} at the first address that the contract lacks. */
    void check(Rig rig) {
        for (OutputSpec output : rig.outputs()) {
            for (MapSpec map : output.maps()) {
                if (map.source() instanceof MapSpec.Value(String address)) {
                    check("output " + output.name() + ": a map's value", address);
                }
            }
        }
        for (InputSpec input : rig.inputs()) {
            check("input " + input.match() + ": to", input.to());
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
                                    .map(nearest -> "; the nearest is " + nearest)
                                    .orElse(""));
        }
    }
}
