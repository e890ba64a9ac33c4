package io.downbeat.rig;

/**
 * Maps a controller's fixed address to an address of the contract.
 *
 * @param match address or pattern of the incoming message
 * @param to the address that replaces it
 */
public record InputSpec(String match, String to, ValueScaling valueScaling) {
    static InputSpec read(RigSectionReader rigSectionReader) {
        for (String key : new String[] {"match", "to"}) {
            if (!rigSectionReader.has(key)) {
                rigSectionReader.addProblem(key + " is missing: an address, as /cue/Show/go");
            }
        }
        return new InputSpec(
                rigSectionReader.parsed("match", "", OscAddressSyntaxCheck::pattern),
                rigSectionReader.parsed("to", "", OscAddressSyntaxCheck::pattern),
                ValueScaling.read(rigSectionReader, "from", "range"));
    }
}
