/**
 * What is being performed, as one value: everything that a conductor needs to continue from a
 * moment. Immutable; any thread may use it.
 */
@NullMarked
package io.downbeat.session.performance;

import org.jspecify.annotations.NullMarked;
