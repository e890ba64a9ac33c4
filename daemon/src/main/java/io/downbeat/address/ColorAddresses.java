package io.downbeat.address;

import static io.downbeat.address.ValueToOscArguments.rgba;
import static io.downbeat.address.ValueToOscArguments.text;

import io.downbeat.session.command.Command;

import java.util.function.BiFunction;

/** The two addresses of a colour, which tracks, clips and scenes share. */
final class ColorAddresses {

    private ColorAddresses() {}

    /**
     * Adds {@code /color} and {@code /color/rgba} below an object.
     *
     * @param object the template of the object
     * @param command makes the command that sets the colour, from {@code rgb(r,g,b)}
     */
    static void add(
            AddressTableBuilder rows,
            String object,
            BiFunction<SessionViewAtTime, ConcreteAddress, String> color,
            BiFunction<ResolvedMessage, String, Command> command) {
        rows.at(object + "/color")
                .reads((view, at) -> text(color.apply(view, at)))
                .sets(call -> command.apply(call, canonical(call.text(0))));
        rows.at(object + "/color/rgba")
                .reads((view, at) -> rgba(color.apply(view, at)))
                .sets(call -> command.apply(call, withoutAlpha((long) call.number(0))));
    }

    /** Of {@code #rrggbb}, and of {@code rgb(r,g,b)} with spaces or leading zeros. */
    private static String canonical(String written) {
        if (written.startsWith("#")) {
            return rgb(Integer.parseInt(written.substring(1), 16));
        }
        int color = 0;
        for (String channel : written.substring(4, written.length() - 1).split(",", -1)) {
            color = color << 8 | Integer.parseInt(channel.strip());
        }
        return rgb(color);
    }

    private static String withoutAlpha(long rgba) {
        return rgb((int) (rgba >> 8));
    }

    private static String rgb(int color) {
        return "rgb(%d,%d,%d)".formatted(color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff);
    }
}
