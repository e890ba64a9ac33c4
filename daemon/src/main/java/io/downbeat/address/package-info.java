/**
 * The addresses of the contract: one row for each, with how it is read and what command it makes.
 * The rows of one subject are in one file, such as {@link io.downbeat.address.TrackAddresses}. To
 * add a setting, add its entry to {@code address-space.json}, its row here, and its command and
 * handler.
 *
 * <pre>
 *   address-space.json      TrackAddresses, ClipAddresses, SceneAddresses, ...
 *           |                         |
 *           +------ AddressTable -----+      one AddressRow for each address
 *                        |
 *          +-------------+---------------------------+
 *          | SessionViewAtTime, ConcreteAddress      | ResolvedMessage
 *          v                                         v
 *   the value, as OSC arguments                   Command
 * </pre>
 *
 * <p>The table is immutable and made once; every thread may use it. Nothing here keeps state.
 */
@NullMarked
package io.downbeat.address;

import org.jspecify.annotations.NullMarked;
