package io.downbeat.app;

import io.downbeat.rig.RigException;

/** A subcommand that is announced and that this version does not have: it says so. */
record LaterCommand(String name) implements Subcommand {
    @Override
    public Syntax syntax() {
        return new Syntax("downbeat " + name, "...")
                .saying("This version does not have it yet.")
                .rest();
    }

    @Override
    public Invocation read(Given given) {
        throw new RigException(name + ": this version does not have it yet");
    }
}
