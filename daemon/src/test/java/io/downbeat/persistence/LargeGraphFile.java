package io.downbeat.persistence;

import java.util.StringJoiner;

/**
 * Makes graph files of the largest supported size: tracks of one node each, a value in every clip
 * for every parameter of its node, and a scene for every row of clips.
 */
public record LargeGraphFile(int tracks, int clips, int params) {

    /** 64 tracks of 64 clips of 32 parameters: 131 072 stored values. */
    public static final LargeGraphFile USUAL = new LargeGraphFile(64, 64, 32);

    /** The file's text. */
    public String text() {
        var nodes = new StringJoiner(",\n    ", "{\n    ", "\n  }");
        var list = new StringJoiner(",\n      ", "[\n      ", "\n    ]");
        var active = new StringJoiner(", ", "{", "}");
        for (int track = 1; track <= tracks; track++) {
            nodes.add(
                    "\"n%d\": {\"type\": \"Voice\", \"params\": %s}"
                            .formatted(track, values(track, 1)));
            list.add(
                    "{\"id\": \"t%1$d\", \"name\": \"Track %1$d\", \"owned_nodes\": [\"n%1$d\"], \"clips\": %2$s}"
                            .formatted(track, clips(track)));
            active.add("\"t%d\": \"c1\"".formatted(track));
        }
        return """
        {
          "schema_version": 3,
          "nodes": %s,
          "metronome": {"bpm": 120.0, "beats_per_bar": 4},
          "session": {
            "tracks": %s,
            "scenes": %s,
            "active_clips": %s
          }
        }
        """
                .formatted(nodes, list, scenes(), active);
    }

    private String clips(int track) {
        var list = new StringJoiner(",\n        ", "[\n        ", "\n      ]");
        for (int clip = 1; clip <= clips; clip++) {
            list.add(
                    "{\"id\": \"c%1$d\", \"name\": \"Clip %1$d\", \"params\": {\"n%2$d\": %3$s}}"
                            .formatted(clip, track, values(track, clip)));
        }
        return list.toString();
    }

    private String values(int track, int clip) {
        var values = new StringJoiner(", ", "{", "}");
        for (int param = 1; param <= params; param++) {
            int value = (track * 31 + clip * 17 + param * 7) % 1000;
            values.add("\"p%d\": %s".formatted(param, value / 1000.0));
        }
        return values.toString();
    }

    private String scenes() {
        var list = new StringJoiner(",\n      ", "[\n      ", "\n    ]");
        for (int scene = 1; scene <= clips; scene++) {
            var assignments = new StringJoiner(", ", "{", "}");
            for (int track = 1; track <= tracks; track++) {
                assignments.add("\"t%d\": \"c%d\"".formatted(track, scene));
            }
            list.add(
                    "{\"id\": \"s%1$d\", \"name\": \"Scene %1$d\", \"assignments\": %2$s}"
                            .formatted(scene, assignments));
        }
        return list.toString();
    }
}
