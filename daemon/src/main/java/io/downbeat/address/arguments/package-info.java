/**
 * Checks the arguments of received messages by the contract, and words the refusals.
 *
 * <pre>
 *   OscArgument, ArgumentSpec --> ArgumentReader ----> ParamValue
 *   the first of a trigger -----> ButtonPressOrRelease or a Refusal, worded by ErrorText
 *   those of /subscribe --------> SubscribeArguments
 * </pre>
 *
 * <p>Pure functions and immutable values; any thread may use them.
 */
@NullMarked
package io.downbeat.address.arguments;

import org.jspecify.annotations.NullMarked;
