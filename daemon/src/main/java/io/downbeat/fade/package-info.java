/**
 * What lies between two values: the shapes along which a parameter moves, and how long it takes.
 */
@NullMarked
package io.downbeat.fade;

import org.jspecify.annotations.NullMarked;
