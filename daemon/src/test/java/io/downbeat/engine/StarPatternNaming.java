package io.downbeat.engine;

import io.downbeat.session.command.ObjectNamesInAddresses;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Spells names without changes, and knows only the pattern {@code *}. */
final class StarPatternNaming implements ObjectNamesInAddresses {

    @Override
    public String spelled(String name) {
        return name;
    }

    @Override
    public boolean matches(String pattern, String spelled) {
        return Pattern.matches(pattern.replace("*", ".*"), spelled);
    }

    @Override
    public Optional<String> nearest(String written, List<String> spelled) {
        return Optional.empty();
    }
}
