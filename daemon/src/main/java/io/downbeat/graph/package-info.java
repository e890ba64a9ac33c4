/**
 * The parameter graph as immutable values: nodes and their numbered parameters. The program uses
 * the numbers instead of names inside, so that a launch of a thousand values is two arrays and no
 * map.
 */
@NullMarked
package io.downbeat.graph;

import org.jspecify.annotations.NullMarked;
