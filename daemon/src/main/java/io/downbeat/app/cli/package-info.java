/**
 * The command line: its options, its subcommands and its help. Used by the thread that starts the
 * program.
 */
@NullMarked
package io.downbeat.app.cli;

import org.jspecify.annotations.NullMarked;
