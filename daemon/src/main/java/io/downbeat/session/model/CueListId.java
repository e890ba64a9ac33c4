package io.downbeat.session.model;

/** Names a cue list as long as it exists, at any position. */
public record CueListId(String text) {

    public static CueListId of(CueList list) {
        return new CueListId(list.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
