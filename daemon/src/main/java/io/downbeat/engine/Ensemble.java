package io.downbeat.engine;

/** What every part of a performance plays with. Put together once by the conductor. */
record Ensemble(PromptBook book, Transport transport, Panel panel, Fades fades, Score score) {}
