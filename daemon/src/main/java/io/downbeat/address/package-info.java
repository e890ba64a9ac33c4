/**
 * What each address of the contract answers, from a view of the session and a moment. Used for
 * answers, dumps, healing, OSCQuery, output maps and the status line. Pure.
 *
 * <pre>
 *   address --> AddressRow + SessionObjectIndex (names) --> ConcreteAddress --+
 *   pattern --> CoveredRows: groups of rows and their objects ------+--> OSC arguments
 *                                   TimedView (SessionView, HostMicros) ---+
 * </pre>
 */
@NullMarked
package io.downbeat.address;

import org.jspecify.annotations.NullMarked;
