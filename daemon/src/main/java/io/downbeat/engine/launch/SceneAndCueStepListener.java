package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.session.model.CueStepId;
import io.downbeat.time.Beats;

/** Is notified when scenes are launched, and when steps of cue lists are no longer queued. */
interface SceneAndCueStepListener {

    /** A scene was launched on this beat. Its clips follow. */
    void onSceneLaunched(SceneLaunch launch, Beats at);

    /** A queued step was cancelled, or its place was taken by other launches. */
    void onCueStepCancelled(CueStepId step, CommandContext context);
}
