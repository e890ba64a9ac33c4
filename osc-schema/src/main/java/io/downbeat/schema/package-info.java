/** The contract as data: every address that the daemon answers to, read from one JSON file. */
@NullMarked
package io.downbeat.schema;

import org.jspecify.annotations.NullMarked;
