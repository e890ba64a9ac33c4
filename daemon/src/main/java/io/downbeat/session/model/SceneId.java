package io.downbeat.session.model;

/** Names a scene as long as it exists, at any position. */
public record SceneId(String text) {

    public static SceneId of(Scene scene) {
        return new SceneId(scene.id());
    }

    @Override
    public String toString() {
        return text;
    }
}
