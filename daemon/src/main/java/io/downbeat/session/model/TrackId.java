package io.downbeat.session.model;

/** Names a track as long as it exists, at any position. */
public record TrackId(String text) {

    public static TrackId of(Track track) {
        return new TrackId(track.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
