package io.downbeat.session.model;

/** Names a track for as long as it lives, wherever it stands. */
public record TrackId(String text) {

    public static TrackId of(Track track) {
        return new TrackId(track.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
