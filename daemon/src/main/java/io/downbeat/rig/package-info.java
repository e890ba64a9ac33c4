/**
 * What belongs to the venue and not to the piece: ports, who is allowed in, outputs, controllers,
 * inputs, and the clock. Immutable values with every default applied. A rig file and the command
 * line are read by the same readers, and the command line wins.
 *
 * <pre>
 *   rig.toml --> RigFile --------------+
 *                                      v
 *                              RigSectionReader --> RigLayer --> Rig (OutputSpec, ClockSettings, ...)
 *                                      ^                |
 *   --output ... --> CommandLineRigReader               +--> RigException: one line for each mistake
 * </pre>
 */
@NullMarked
package io.downbeat.rig;

import org.jspecify.annotations.NullMarked;
