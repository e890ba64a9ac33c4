package io.downbeat.session.model;

/** Names a scene for as long as it lives, wherever it stands. */
public record SceneId(String text) {

    public static SceneId of(Scene scene) {
        return new SceneId(scene.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
