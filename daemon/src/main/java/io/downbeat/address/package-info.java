/**
 * What every address of the contract answers, from one view of the session and a moment. The one
 * place for answers, dumps, healing, OSCQuery's VALUE, maps and the live line.
 *
 * <pre>
 *   address  --> Row (bound to the schema) + Layout (names) --> Place --+
 *   pattern  --> Coverage: groups of rows and the objects they hold ----+--> OSC arguments
 *                                    Moment (SessionView, HostMicros) --+
 * </pre>
 */
@NullMarked
package io.downbeat.address;

import org.jspecify.annotations.NullMarked;
