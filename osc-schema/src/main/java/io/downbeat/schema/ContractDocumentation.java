package io.downbeat.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contract as text for people ({@code ADDRESSES.md}) and as JSON for programs. Both end with a
 * line break.
 */
public final class ContractDocumentation {
    private static final String HEAD =
            """
            # The OSC address space

            <!-- Written from address-space.json by ContractDocumentation; change that file, then run
                 `daemon/downbeat schema --format markdown > osc-schema/ADDRESSES.md`. -->

            All OSC addresses that Downbeat receives and sends. The machine-readable form is
            [address-space.json](address-space.json) beside this file, or `downbeat schema --format json`.

            A *trigger* fires without an argument, on `T` or on any number except 0. A *value* is set with arguments and
            read without. A *state* can be read and subscribed to. *in* is received, *out* is only sent.
            Objects in braces are named by position, name or id, nodes only by id. Any numeric type is accepted. A
            number out of its range is refused, unless it says *clipped*. Words of an enumeration may be sent as
            their number, counted from 0. Arguments in brackets are optional.

            An address with *toggle* has a second address that ends in `/toggle` and switches it. An address with *index*
            has one that ends in `/index` and has the number of the word. To an address with *fixed forms* a plain
            button may append the grid of the launch:
            %s.
            """;

    private final AddressSpace space;
    private final StringBuilder text = new StringBuilder();

    private ContractDocumentation(AddressSpace space) {
        this.space = space;
    }

    /** The contract as Markdown, one table for each group. */
    public static String markdown(AddressSpace space) {
        ContractDocumentation book = new ContractDocumentation(space);
        book.write();
        return book.text.toString();
    }

    /** The contract file as it was when the program was built. */
    public static String json() {
        try (InputStream json = AddressSpace.open()) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the contract in the program cannot be read", e);
        }
    }

    private void write() {
        text.append(HEAD.formatted(fixedForms()));
        for (String group : groups()) {
            heading(group, "address", "kind", "arguments", "what it does");
            space.methods().stream()
                    .filter(method -> method.group().equals(group))
                    .filter(method -> method.base().equals(method))
                    .forEach(this::method);
        }
        heading("Enumerations", "enumeration", "words, in order", "also understood");
        space.enumerations().forEach(this::enumeration);
        heading("Error codes", "code", "meaning");
        space.errorCodes().forEach(each -> row(code(each.code()), each.description()));
        heading("Options of a subscription", "option", "values", "initially", "meaning");
        space.subscribeOptions().forEach(this::option);
    }

    private String fixedForms() {
        return String.join(
                " ",
                space.enumeration("quantize").words().stream()
                        .map(word -> code("/" + word.replace('/', '-')))
                        .toList());
    }

    private Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        space.methods().forEach(method -> groups.add(method.group()));
        return groups;
    }

    private void heading(String title, String... columns) {
        text.append("\n## ").append(title).append("\n\n");
        row(columns);
        text.append("|---".repeat(columns.length)).append("|\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void method(Method method) {
        row(
                String.join("<br>", spellings(method)),
                String.join(", ", kinds(method)),
                String.join("<br>", method.arguments().stream().map(this::argument).toList()),
                method.description());
    }

    private List<String> spellings(Method method) {
        List<String> spellings = new ArrayList<>(List.of(code(method.template())));
        for (Method other : space.methods()) {
            if (other.form() instanceof MethodOrigin.Alias(Method base) && base.equals(method)) {
                spellings.add(code(other.template()));
            }
        }
        return spellings;
    }

    private List<String> kinds(Method method) {
        List<String> kinds = new ArrayList<>(List.of(method.access().word()));
        Set<String> forms = new LinkedHashSet<>();
        for (Method other : space.methods()) {
            if (other.base().equals(method)) {
                switch (other.form()) {
                    case MethodOrigin.Fixed fixed -> forms.add("*fixed forms*");
                    case MethodOrigin.Toggle toggle -> forms.add("*toggle*");
                    case MethodOrigin.Index index -> forms.add("*index*");
                    case MethodOrigin.Plain plain -> {}
                    case MethodOrigin.Alias alias -> {}
                }
            }
        }
        kinds.addAll(forms);
        return kinds;
    }

    private String argument(ArgumentSpec argument) {
        StringBuilder shown = new StringBuilder(argument.name());
        shown.append(argument.repeated() ? "..." : "").append(": ").append(sort(argument));
        if (argument.range().bounded()) {
            shown.append(' ').append(argument.range());
        }
        if (!argument.unit().isEmpty()) {
            shown.append(' ').append(argument.unit());
        }
        shown.append(argument.range().clipped() ? ", clipped" : "");
        return argument.optional() ? "[" + shown + "]" : shown.toString();
    }

    private static String sort(ArgumentSpec argument) {
        return argument.enumeration()
                .map(words -> "a word of *" + words.name() + "*")
                .orElseGet(() ->
                        switch (argument.type()) {
                            case NUMBER -> "number";
                            case WHOLE -> "whole number";
                            case TEXT -> "text";
                            case SWITCH -> "0 or 1";
                            case VALUE -> "number or text";
                            case POSITION -> "position, name or id";
                            case COLOR -> "`rgb(r,g,b)` or `#rrggbb`";
                            case RGBA -> "OSC type `r`";
                            case ANY -> "anything";
                        });
    }

    private void enumeration(Enumeration each) {
        List<String> synonyms = new ArrayList<>();
        for (Map.Entry<String, String> synonym : each.synonyms()) {
            synonyms.add(code(synonym.getKey()) + " is " + code(synonym.getValue()));
        }
        row(
                each.name(),
                String.join(" ", each.words().stream().map(ContractDocumentation::code).toList()),
                String.join(", ", synonyms));
    }

    private void option(SubscribeOption option) {
        String word =
                option.argument().type() == ArgumentType.SWITCH && option.initial() == 0
                        ? option.word()
                        : option.word() + "=";
        row(
                code(word),
                (sort(option.argument()) + " " + option.argument().unit()).strip(),
                ValueRange.shown(option.initial()),
                option.description());
    }

    private static String code(String words) {
        return "`" + words + "`";
    }
}
