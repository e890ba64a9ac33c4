package io.downbeat.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The rules that derive further addresses from an entry of the contract: aliases, fixed forms,
 * {@code toggle} and {@code /index}. Each spelling of an entry has all of its forms.
 */
final class AddressDerivationRules {
    private static final Set<String> FORMS = Set.of("fixed", "toggle", "index");

    private final Enumeration quantize;
    private final Function<String, List<Part>> parts;

    /**
     * Rules with these quantization words.
     *
     * @param parts splits a template into its parts
     */
    AddressDerivationRules(Enumeration quantize, Function<String, List<Part>> parts) {
        this.quantize = quantize;
        this.parts = parts;
    }

    /** The entry itself, then its forms, then each alias with its forms. */
    List<Method> derive(Method entry, List<String> forms, List<String> aliases) {
        for (String form : forms) {
            if (!FORMS.contains(form)) {
                throw new SchemaException(entry + ": no form is called " + form);
            }
        }
        List<Method> spellings = new ArrayList<>(List.of(entry));
        for (String alias : aliases) {
            spellings.add(alias(entry, alias));
        }
        List<Method> methods = new ArrayList<>();
        for (Method spelling : spellings) {
            methods.add(spelling);
            forms.forEach(form -> addForms(methods, entry, spelling, form));
        }
        return methods;
    }

    private Method alias(Method entry, String template) {
        Method alias =
                new Method(
                        template,
                        parts.apply(template),
                        entry.access(),
                        entry.group(),
                        entry.arguments(),
                        "The same as " + entry + ". " + entry.description(),
                        entry.flags(),
                        new MethodOrigin.Alias(entry));
        if (!alias.captures().equals(entry.captures())) {
            throw new SchemaException(template + " does not name the same objects as " + entry);
        }
        return alias;
    }

    private void addForms(List<Method> methods, Method entry, Method spelling, String form) {
        switch (form) {
            case "fixed" ->
                    quantize.words().forEach(word -> methods.add(fixed(entry, spelling, word)));
            case "toggle" -> methods.add(toggle(entry, spelling));
            default -> methods.add(index(entry, spelling));
        }
    }

    private Method fixed(Method entry, Method spelling, String word) {
        return derived(
                spelling,
                entry.access(),
                List.of(),
                entry.description() + " Quantized: " + word + ".",
                new MethodOrigin.Fixed(entry, word));
    }

    private Method toggle(Method entry, Method spelling) {
        return derived(
                spelling,
                MethodAccess.TRIGGER,
                List.of(),
                "Turns " + spelling + " on if it is off, and off if it is on.",
                new MethodOrigin.Toggle(entry));
    }

    private Method index(Method entry, Method spelling) {
        List<ArgumentSpec> arguments = new ArrayList<>(entry.arguments());
        ArgumentSpec word = arguments.get(0);
        Enumeration words =
                word.enumeration()
                        .orElseThrow(() -> new SchemaException(entry + " is no enumeration"));
        arguments.set(0, word.asIndex(words));
        return derived(
                spelling,
                entry.access(),
                arguments,
                spelling + " as a number, counted from 0: " + words + ".",
                new MethodOrigin.Index(entry));
    }

    private Method derived(
            Method spelling,
            MethodAccess access,
            List<ArgumentSpec> arguments,
            String description,
            MethodOrigin form) {
        String word = lastPart(form);
        String template = spelling.template() + "/" + word;
        List<Part> all = new ArrayList<>(spelling.parts());
        all.add(new Literal(word));
        List<MethodFlag> flags = access == MethodAccess.TRIGGER ? spelling.flags() : List.of();
        return new Method(
                template, all, access, spelling.group(), arguments, description, flags, form);
    }

    /** The part that a derived form adds to the address. */
    private static String lastPart(MethodOrigin form) {
        return switch (form) {
            case MethodOrigin.Fixed fixed -> fixed.quantizeWord().replace('/', '-');
            case MethodOrigin.Toggle toggle -> "toggle";
            case MethodOrigin.Index index -> "index";
            case MethodOrigin.Plain plain ->
                    throw new SchemaException("a plain method is not derived");
            case MethodOrigin.Alias alias -> throw new SchemaException("an alias is spelled out");
        };
    }
}
