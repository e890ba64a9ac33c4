/**
 * The parameter graph as values: nodes, their numbered parameters, and what is known of each.
 * Numbers stand for parameters everywhere inside, so that a launch of a thousand values is two
 * arrays and no map.
 */
@NullMarked
package io.downbeat.graph;

import org.jspecify.annotations.NullMarked;
