package io.downbeat.app;

import io.downbeat.address.resolve.PresentValueReader;
import io.downbeat.osc.OscAddressParts;
import io.downbeat.rig.NameUsedInRig;
import io.downbeat.rig.OutputValueMapSpec;
import io.downbeat.rig.Rig;
import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.MethodAccess;
import io.downbeat.session.command.Refusal;

import java.util.Optional;
import java.util.function.Function;

/**
 * Checks the addresses of the contract in a rig. An unknown address would never do anything, so it
 * is refused at the start. Whether the objects in it exist is not checked, because objects may be
 * added later.
 */
record RigOscAddressCheck(
        AddressSpace space,
        PresentValueReader present,
        Function<String, Optional<String>> whyNeverHandled) {

    /** Throws {@link StartupException} at the first unknown address, with its place in the rig. */
    void check(Rig rig) {
        for (NameUsedInRig each : rig.references()) {
            switch (each.target()) {
                case NameUsedInRig.MapSourceTarget(OutputValueMapSpec.Value(String address)) ->
                        checkSource(each.where(), address);
                case NameUsedInRig.InputTarget(String address) -> checkInput(each.where(), address);
                case NameUsedInRig.SubscriptionTarget(String pattern) ->
                        checkSubscription(each.where(), pattern);
                case NameUsedInRig.MapSourceTarget named -> {}
                case NameUsedInRig.NodeTarget named -> {}
                case NameUsedInRig.TrackTarget named -> {}
                case NameUsedInRig.EventTarget named -> {}
            }
        }
    }

    private void checkSource(String where, String address) {
        if (OscAddressParts.isPattern(address)) {
            throw new StartupException(
                    where + ": " + address + " is a pattern; expected is the address of one value");
        }
        check(where, address);
    }

    private void check(String where, String address) {
        boolean known = space.match(OscAddressParts.parts(address)).isPresent();
        if (!known) {
            throw new StartupException(
                    where
                            + ": there is no address "
                            + address
                            + space.nearest(address)
                                    .map(nearest -> "; did you mean " + nearest + "?")
                                    .orElse(""));
        }
    }

    private void checkInput(String where, String address) {
        if (OscAddressParts.isPattern(address)) {
            whyNeverHandled
                    .apply(address)
                    .ifPresent(why -> {
                        throw new StartupException(where + ": " + address + ": " + why);
                    });
            return;
        }
        check(where, address);
        space.match(OscAddressParts.parts(address))
                .map(match -> match.method().access())
                .filter(access -> access == MethodAccess.STATE || access == MethodAccess.OUT)
                .ifPresent(access -> {
                    throw new StartupException(
                            where
                                    + ": "
                                    + address
                                    + " only reports a state; give an address that can be set"
                                    + " or fired");
                });
    }

    private void checkSubscription(String where, String pattern) {
        try {
            present.rowsOf(pattern);
        } catch (Refusal refusal) {
            throw new StartupException(where + ": " + refusal.text());
        }
    }
}
