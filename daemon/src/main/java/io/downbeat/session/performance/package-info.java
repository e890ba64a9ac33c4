/**
 * What is being performed, as one value: everything that a conductor needs to go on from a moment.
 */
@NullMarked
package io.downbeat.session.performance;

import org.jspecify.annotations.NullMarked;
