package io.downbeat.session.model;

/** Names a step of a cue list as long as it exists, at any position of it and its list. */
public record CueStepId(CueListId list, String text) {

    public static CueStepId of(CueList list, CueList.Step step) {
        return new CueStepId(CueListId.of(list), step.id());
    }

    @Override
    public String toString() {
        return list + "/" + text;
    }
}
