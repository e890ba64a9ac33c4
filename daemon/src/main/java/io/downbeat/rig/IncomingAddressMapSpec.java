package io.downbeat.rig;

/**
 * Maps a controller's fixed address to an address of the contract.
 *
 * @param match address or pattern of the incoming message
 * @param to the address that replaces it
 */
public record IncomingAddressMapSpec(String match, String to, ValueScaling valueScaling) {
    static IncomingAddressMapSpec read(RigSectionReader rigSectionReader) {
        for (String key : new String[] {"match", "to"}) {
            if (!rigSectionReader.has(key)) {
                rigSectionReader.addProblem(key + " is missing: an address, as /cue/Show/go");
            }
        }
        return new IncomingAddressMapSpec(
                rigSectionReader.parsed("match", "", OscAddressSyntaxCheck::pattern),
                rigSectionReader.parsed("to", "", OscAddressSyntaxCheck::pattern),
                ValueScaling.read(rigSectionReader, "from", "range"));
    }
}
