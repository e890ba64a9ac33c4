package io.downbeat.console.grid;

/**
 * Where the parts of the grid are for a size of the screen, in columns and lines.
 *
 * @param sceneColumns the width of the scenes at the left, with the gap behind them
 * @param trackColumns the width of a track, with the gap behind it
 * @param tracks how many tracks fit
 * @param rows how many rows of clips fit
 * @param noticeLines lines for refusals, below the rows
 */
record GridLayout(int sceneColumns, int trackColumns, int tracks, int rows, int noticeLines) {

    /** Room for an edge, a mark, five letters of a name and the gap. */
    private static final int NARROWEST_TRACK = 9;

    private static final int WIDEST_TRACK = 24;

    /** The line of the track names, and the last line of the screen. */
    private static final int FIXED_LINES = 2;

    /**
     * @param infoLines the lines at the top that are taken
     */
    static GridLayout of(ReceivedSession session, int width, int height, int infoLines) {
        int scenes = Math.min(sceneColumns(width), width);
        int room = Math.max(0, width - scenes);
        int count = session.tracks();
        boolean allFit = (long) count * NARROWEST_TRACK <= room;
        int tracks = allFit ? count : Math.max(1, room / NARROWEST_TRACK);
        int columns = tracks == 0 ? room : Math.min(WIDEST_TRACK, room / tracks);
        int notices = noticeLines(height);
        int rows = Math.max(0, height - infoLines - FIXED_LINES - notices);
        return new GridLayout(scenes, columns, tracks, rows, notices);
    }

    private static int sceneColumns(int width) {
        if (width < 60) {
            return 12;
        }
        return width < 120 ? 18 : 24;
    }

    private static int noticeLines(int height) {
        if (height < 8) {
            return 0;
        }
        if (height < 20) {
            return 2;
        }
        return height < 40 ? 3 : 6;
    }
}
