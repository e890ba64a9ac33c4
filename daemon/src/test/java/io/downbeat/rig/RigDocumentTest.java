package io.downbeat.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The page about the rig file: its examples are read, and it names every key. */
class RigDocumentTest {
    private final String page;

    RigDocumentTest() throws IOException {
        page = Files.readString(Path.of("docs", "rig.md"));
    }

    @Test
    void bothExamplesAreValidRigFiles() {
        List<Rig> rigs =
                Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map(MatchResult::group)
                        .map(block -> block.substring("```toml\n".length(), block.length() - 3))
                        .map(text -> RigFile.parse(text, "rig.md"))
                        .toList();

        assertEquals(List.of(2, 1), rigs.stream().map(rig -> rig.outputs().size()).toList());
    }

    @Test
    void everyKeyIsInTheTable() {
        String table = page.substring(page.indexOf("## All keys"));
        for (RigKeys rigKeys : RigKeys.ALL) {
            for (String name : rigKeys.names()) {
                boolean heading = rigKeys.form(name).orElseThrow() == RigKeys.Form.TABLE;
                assertTrue(heading || table.contains("`" + name + "`"), name);
            }
        }
    }
}
