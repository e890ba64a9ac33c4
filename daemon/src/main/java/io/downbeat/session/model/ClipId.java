package io.downbeat.session.model;

/** Names a clip as long as it exists, at any position of it and its track. */
public record ClipId(TrackId track, String text) {

    public static ClipId of(Track track, Clip clip) {
        return new ClipId(TrackId.of(track), clip.id());
    }

    @Override
    public String toString() {
        return track + "/" + text;
    }
}
