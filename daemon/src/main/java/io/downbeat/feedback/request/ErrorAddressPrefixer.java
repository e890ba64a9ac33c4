package io.downbeat.feedback.request;

import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Literal;
import io.downbeat.session.command.Event;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The addresses in an error, and in its text, as a client has to send them: behind the prefix of
 * this program (contract, rule 15). Inside, addresses and texts are written without it. Immutable.
 */
public final class ErrorAddressPrefixer {

    private static final String QUOTE = "\"";

    private final String prefix;
    private final Pattern address;

    public ErrorAddressPrefixer(AddressSpace space, String prefix) {
        this.prefix = prefix;
        Set<String> words = new LinkedHashSet<>();
        space.methods()
                .forEach(method -> {
                    if (method.parts().getFirst() instanceof Literal(String word)) {
                        words.add(Pattern.quote(word));
                    }
                });
        String prefixed = "(?!" + Pattern.quote(prefix) + "/)";
        String first = words.stream().collect(Collectors.joining("|", "/(", ")"));
        address = Pattern.compile("(?<![^\\s(])" + prefixed + first + "(?![^/\\s,;:.?)])");
    }

    /** The same refusal; one of an address that lacks the prefix stays as it is. */
    Event.Refused of(Event.Refused refused) {
        if (prefix.isEmpty() || refused.unprefixed()) {
            return refused;
        }
        return new Event.Refused(
                refused.at(),
                refused.by(),
                address(refused.address()),
                refused.code(),
                text(refused.text()));
    }

    /** What begins with {@code //} fits whatever stands before it. */
    private String address(String inside) {
        return inside.isEmpty() || inside.startsWith("//") ? inside : prefix + inside;
    }

    /** What stands in quotes is the client's own, and stays as it is. */
    private String text(String text) {
        String[] pieces = text.split(QUOTE, -1);
        for (int i = 0; i < pieces.length; i += 2) {
            pieces[i] =
                    address.matcher(pieces[i]).replaceAll(Matcher.quoteReplacement(prefix) + "$0");
        }
        return String.join(QUOTE, pieces);
    }
}
