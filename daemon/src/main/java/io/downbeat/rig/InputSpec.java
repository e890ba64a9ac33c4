package io.downbeat.rig;

/**
 * A pedal or desk whose addresses are fixed, led onto an address of the contract.
 *
 * @param match address or pattern of what comes in
 * @param to the address that it then stands for
 */
public record InputSpec(String match, String to, Scaling scaling) {
    static InputSpec read(Section section) {
        for (String key : new String[] {"match", "to"}) {
            if (!section.has(key)) {
                section.complain(key + " is missing: an address, as /cue/Show/go");
            }
        }
        return new InputSpec(
                section.parsed("match", "", AddressSyntax::pattern),
                section.parsed("to", "", AddressSyntax::pattern),
                Scaling.read(section, "from", "range"));
    }
}
