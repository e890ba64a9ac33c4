/**
 * What lies between two values: the shapes along which a parameter moves, and how long it takes.
 * Files and addresses speak of it; no launch fades yet, each is a cut.
 */
@NullMarked
package io.downbeat.fade;

import org.jspecify.annotations.NullMarked;
