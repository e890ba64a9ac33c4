/**
 * What belongs to the venue and not to the piece: ports, who may come in, where values go, which
 * surfaces are there, which clock. Values only, with every default applied; a rig file and the
 * command line are read by the same readers, the second on top of the first.
 *
 * <pre>
 *   rig.toml --> RigFile ------+
 *                              v
 *                          Section --> RigReader --> Rig (OutputSpec, ControllerSpec, Access, ...)
 *                              ^  |
 *   --output ... --> CommandLineForms      +--> RigException: one line per mistake
 * </pre>
 */
@NullMarked
package io.downbeat.rig;

import org.jspecify.annotations.NullMarked;
