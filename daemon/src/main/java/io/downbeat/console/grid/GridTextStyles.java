package io.downbeat.console.grid;

import org.jline.utils.AttributedStyle;
import org.jline.utils.Colors;

/**
 * The styles of the grid. Without colours, what is filled is in reverse video, so that every state
 * can be told apart.
 *
 * @param colours how many the terminal has; below 8 none are used
 */
public record GridTextStyles(int colours) {

    /** Bold, faint, underlined and reverse text, but no colours. */
    public static final GridTextStyles WITHOUT_COLOURS = new GridTextStyles(0);

    /** A terminal with fewer gets the nearest of its basic colours. */
    private static final int INDEXED_COLOURS = 256;

    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle STRONG = AttributedStyle.DEFAULT.bold();
    static final AttributedStyle WEAK = AttributedStyle.DEFAULT.faint();

    private static final Rgb RED = new Rgb(0xe0, 0x30, 0x30);

    /** A cell that plays. */
    AttributedStyle filled(Rgb colour) {
        if (colours < 8) {
            return PLAIN.inverse();
        }
        return foreground(background(PLAIN, colour), colour.ink());
    }

    /** The part of a playing cell that its fade has not reached yet. */
    AttributedStyle unfilled(Rgb colour) {
        return coloured(PLAIN.underline(), colour);
    }

    /** Text and edges of a track. */
    AttributedStyle coloured(AttributedStyle style, Rgb colour) {
        return colours < 8 ? style : foreground(style, colour);
    }

    /** What a person should look at: errors, a lost connection, a lost clock, recording. */
    AttributedStyle alarm() {
        return colours < 8 ? STRONG.inverse() : filled(RED).bold();
    }

    private AttributedStyle foreground(AttributedStyle style, Rgb colour) {
        return colours >= INDEXED_COLOURS
                ? style.foreground(colour.red(), colour.green(), colour.blue())
                : style.foreground(nearest(colour));
    }

    private AttributedStyle background(AttributedStyle style, Rgb colour) {
        return colours >= INDEXED_COLOURS
                ? style.background(colour.red(), colour.green(), colour.blue())
                : style.background(nearest(colour));
    }

    private int nearest(Rgb colour) {
        return Colors.roundRgbColor(
                colour.red(), colour.green(), colour.blue(), Math.min(16, colours));
    }
}
