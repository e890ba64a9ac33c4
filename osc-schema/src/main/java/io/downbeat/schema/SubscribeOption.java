package io.downbeat.schema;

/**
 * One option word of {@code /subscribe}: a switch that may be used without a number ({@code typed})
 * or take 0 or 1, or a number behind an equals sign ({@code rate=10}).
 *
 * @param argument the option's name, type, unit and range
 * @param initial what holds where the option is not given
 */
public record SubscribeOption(ArgumentSpec argument, double initial, String description) {
    /** The option word as it is sent. */
    public String word() {
        return argument.name();
    }
}
