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
 * Adds the program's prefix to the addresses in an error and in its text, so that a client can send
 * them (contract, rule 15). Inside the program, addresses have no prefix. Immutable.
 */
public final class OwnPrefixToErrorAddressesAdder {

    private static final String QUOTE = "\"";

    private final String prefix;
    private final Pattern address;

    public OwnPrefixToErrorAddressesAdder(AddressSpace space, String prefix) {
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

    /** The refusal with the prefix; unchanged if the client sent the address without a prefix. */
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

    /** An address that begins with {@code //} matches with and without a prefix. */
    private String address(String inside) {
        return inside.isEmpty() || inside.startsWith("//") ? inside : prefix + inside;
    }

    /** Text in quotes is the client's own, and stays as it is. */
    private String text(String text) {
        String[] pieces = text.split(QUOTE, -1);
        for (int i = 0; i < pieces.length; i += 2) {
            pieces[i] =
                    address.matcher(pieces[i]).replaceAll(Matcher.quoteReplacement(prefix) + "$0");
        }
        return String.join(QUOTE, pieces);
    }
}
