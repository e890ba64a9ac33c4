package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

/**
 * The surface in its window, on a display without a screen: a real click, and the colours that a
 * person sees.
 */
@Timeout(180)
@RealProgram(command = "pd", debian = "puredata-core")
@RealProgram(command = "pd-gui", debian = "puredata-gui")
@RealProgram(command = "Xvfb", debian = "xvfb")
@RealProgram(command = "xdotool", debian = "xdotool")
@RealProgram(command = "import", debian = "imagemagick")
class PureDataWindowIT {
    private static final Path SURFACE = Path.of("..", "clients", "puredata", "downbeat.pd");

    private static final int HEADER = 0x3a4654;
    private static final int BACKDROP = 0xeceff2;
    private static final int STORED = 0x8fa3b8;
    private static final int QUEUED = 0xf0c93c;
    private static final int ACTIVE = 0x4fb35f;

    /** A part of a colour that letters have, and the area of a stored clip has not. */
    private static final int DARK = 0x60;

    /** Where the window draws the patch's 0 0: below its menu. */
    private static final int HEADER_AT = 2;

    /** Fewer pixels than a name of five letters has at 11 points. */
    private static final int LETTERS = 20;

    @TempDir private Path folder;

    @Test
    @SuppressWarnings("try") // Pd only has to run until the end.
    void aClickedCellIsQueuedUntilTheBarLineAndThenPlays() throws IOException {
        PdPatch.Box clip = cell("downbeat-clip 2 2");
        PdPatch.Canvas window = PdPatch.of(SURFACE).canvases().getFirst();
        try (RunningDaemon daemon = RunningDaemon.with(folder, "--stopped");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port());
                RealProcess display =
                        RealProcess.start(
                                "Xvfb", "-displayfd", "1", "-screen", "0", "1200x900x24")) {
            client.send("/launch/stopped", "wait");
            String screen =
                    ":" + display.waitFor(Pattern.compile("\\d+").asMatchPredicate(), "display");
            try (RealProcess ignored = pd(screen, daemon.port())) {
                int[] origin = waitForOrigin(screen);
                waitForColour(screen, origin, clip, STORED);
                waitForName(screen, origin, clip);
                assertEquals(
                        BACKDROP,
                        colour(shot(screen), origin, window.width - 4, window.height - 4),
                        "something lies over the corner of the window, such as a scroll bar");

                RealProcess.run(
                        "env",
                        "DISPLAY=" + screen,
                        "xdotool",
                        "mousemove",
                        Integer.toString(origin[0] + clip.x() + 20),
                        Integer.toString(origin[1] + clip.y() + 20),
                        "click",
                        "1");
                waitForColour(screen, origin, clip, QUEUED);
                assertEquals(2, client.ask("/track/2/queued").number(0));
                client.send("/play");
                waitForColour(screen, origin, clip, ACTIVE);
                assertEquals(2, client.ask("/track/2/active").number(0));
            }
        }
    }

    private static RealProcess pd(String screen, int port) {
        return RealProcess.start(
                "env",
                "DISPLAY=" + screen,
                "pd",
                "-noprefs",
                "-noaudio",
                "-nomidi",
                "-stderr",
                "-open",
                SURFACE.toString(),
                "-send",
                "surface-connect 127.0.0.1 " + port);
    }

    private static PdPatch.Box cell(String object) {
        return PdPatch.of(SURFACE).canvases().getFirst().boxes.stream()
                .filter(box -> box.text().equals(object))
                .findFirst()
                .orElseThrow();
    }

    /** Looks until the title bar is drawn; each look takes a picture of the whole screen. */
    private int[] waitForOrigin(String screen) throws IOException {
        while (true) {
            BufferedImage shown = shot(screen);
            for (int y = 0; y < shown.getHeight(); y++) {
                for (int x = 0; x < shown.getWidth(); x++) {
                    if ((shown.getRGB(x, y) & 0xffffff) == HEADER) {
                        return new int[] {x - HEADER_AT, y - HEADER_AT};
                    }
                }
            }
        }
    }

    private void waitForColour(String screen, int[] origin, PdPatch.Box cell, int wanted)
            throws IOException {
        int seen;
        do {
            seen = colour(shot(screen), origin, cell.x() + cell.width() - 4, cell.y() + 4);
        } while (seen != wanted);
    }

    /** A name is there when some pixels are as dark as its letters are. */
    private void waitForName(String screen, int[] origin, PdPatch.Box cell) throws IOException {
        int seen;
        do {
            seen = darkPixels(shot(screen), origin, cell);
        } while (seen < LETTERS);
    }

    private static int colour(BufferedImage shown, int[] origin, int x, int y) {
        return shown.getRGB(origin[0] + x, origin[1] + y) & 0xffffff;
    }

    /** Pixels right of the cell's button that are as dark as its letters, smoothed or not. */
    private static int darkPixels(BufferedImage shown, int[] origin, PdPatch.Box cell) {
        int found = 0;
        for (int y = cell.y() + 2; y < cell.y() + cell.height() - 2; y++) {
            for (int x = cell.x() + cell.height(); x < cell.x() + cell.width() - 2; x++) {
                int rgb = colour(shown, origin, x, y);
                boolean isDark =
                        (rgb >> 16) < DARK && (rgb >> 8 & 0xff) < DARK && (rgb & 0xff) < DARK;
                found += isDark ? 1 : 0;
            }
        }
        return found;
    }

    private BufferedImage shot(String screen) throws IOException {
        Path file = folder.resolve("shown.png");
        RealProcess.run("import", "-display", screen, "-window", "root", file.toString());
        BufferedImage shown = ImageIO.read(file.toFile());
        assertNotNull(shown, "no picture of the display " + screen);
        return shown;
    }
}
