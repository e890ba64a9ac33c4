package io.downbeat.session.model;

/** Names a cue list for as long as it lives, wherever it stands. */
public record CueListId(String text) {

    public static CueListId of(CueList list) {
        return new CueListId(list.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
