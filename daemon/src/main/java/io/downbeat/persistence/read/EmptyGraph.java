package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The content of an empty session, and the text of a new file. */
public final class EmptyGraph {

    /** The name of a session that has no file yet. */
    public static final String UNTITLED = "untitled";

    static final Track TRACK =
            new Track("tr_1", "Track 1", List.of(), List.of(), Optional.empty(), false, "");
    static final Scene SCENE = new Scene("sc_1", "Scene 1", List.of(), 0, FollowAction.NONE, "");

    private static final String TEXT =
            """
            {
              "schema_version": 3,
              "nodes": {},
              "connections": [],
              "metronome": {
                "bpm": 120.0,
                "beats_per_bar": 4
              },
              "session": {
                "tracks": [
                  {
                    "id": "tr_1",
                    "name": "Track 1",
                    "owned_nodes": [],
                    "clips": []
                  }
                ],
                "scenes": [
                  {
                    "id": "sc_1",
                    "name": "Scene 1",
                    "assignments": {}
                  }
                ],
                "cue_paths": [],
                "active_clips": {}
              }
            }
            """;

    private EmptyGraph() {}

    public static JsonDocument document() {
        return GraphBytesToJson.read(UNTITLED, TEXT.getBytes(StandardCharsets.UTF_8));
    }
}
