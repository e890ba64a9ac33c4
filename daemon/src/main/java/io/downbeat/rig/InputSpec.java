package io.downbeat.rig;

/**
 * A pedal or desk whose addresses are fixed, led onto an address of the contract.
 *
 * @param match address or pattern of what comes in
 * @param to the address that it then stands for
 */
public record InputSpec(String match, String to, ValueScaling valueScaling) {
    static InputSpec read(RigSectionReader rigSectionReader) {
        for (String key : new String[] {"match", "to"}) {
            if (!rigSectionReader.has(key)) {
                rigSectionReader.addProblem(key + " is missing: an address, as /cue/Show/go");
            }
        }
        return new InputSpec(
                rigSectionReader.parsed("match", "", OscAddressCheck::pattern),
                rigSectionReader.parsed("to", "", OscAddressCheck::pattern),
                ValueScaling.read(rigSectionReader, "from", "range"));
    }
}
