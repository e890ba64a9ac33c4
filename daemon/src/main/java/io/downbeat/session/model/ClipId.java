package io.downbeat.session.model;

/** Names a clip for as long as it lives, wherever it and its track stand. */
public record ClipId(TrackId track, String text) {

    public static ClipId of(Track track, Clip clip) {
        return new ClipId(TrackId.of(track), clip.id());
    }

    @Override
    public String toString() {
        return track + "/" + text;
    }
}
