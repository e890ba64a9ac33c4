package io.downbeat.address;

import io.downbeat.schema.AddressSpace;
import io.downbeat.schema.Literal;
import io.downbeat.schema.Method;
import io.downbeat.schema.Part;
import io.downbeat.schema.Placeholder;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All rows of the contract, and the words that win over names of objects. Immutable. */
final class AddressTable {

    private static final String SHORT = "/node/{id}/{param}";
    private static final String LONG = "/node/{id}/param/{param}";
    private static final int PARAM_PART = 2;

    private final List<AddressRow> rows;
    private final Map<AddressRow, List<AddressRow>> spellings = new LinkedHashMap<>();
    private final Map<AddressRow, AddressRow> belowParam = new LinkedHashMap<>();
    private final List<AddressRow> canonicalFirst;
    private final Map<Method, AddressRow> byMethod = new LinkedHashMap<>();
    private final Map<String, Set<String>> wordsBelow = new LinkedHashMap<>();
    private final Map<ObjectKind, List<AddressRow>> byDomain = new EnumMap<>(ObjectKind.class);

    AddressTable(AddressSpace space, String version) {
        rows = AddressRowBuilder.all(version).rows(space);
        canonicalFirst =
                Stream.concat(
                                rows.stream().filter(row -> !row.isAlias()),
                                rows.stream().filter(AddressRow::isAlias))
                        .toList();
        rows.forEach(row -> byMethod.put(row.method(), row));
        for (ObjectKind objectKind : ObjectKind.values()) {
            byDomain.put(
                    objectKind,
                    rows.stream()
                            .filter(r -> r.objectKind() == objectKind && !r.isAlias())
                            .toList());
        }
        space.methods().forEach(method -> enterWords(method.parts()));
        for (AddressRow row : canonicalFirst) {
            row(space.method(row.canonical()).orElseThrow())
                    .ifPresent(canonical ->
                            spellings
                                    .computeIfAbsent(canonical, one -> new ArrayList<>())
                                    .add(row));
        }
        rows(ObjectKind.PARAM).forEach(row -> enterLong(row, space));
    }

    List<AddressRow> rows() {
        return rows;
    }

    /** A row that is no alias, and its aliases behind it. */
    List<AddressRow> spellings(AddressRow row) {
        return spellings.getOrDefault(row, List.of(row));
    }

    /**
     * The row under which an object is reached: of a parameter that is called like a word of the
     * contract, the one below {@code /param}.
     */
    AddressRow reaching(AddressRow row, List<String> captures) {
        boolean hidden =
                row.objectKind() == ObjectKind.PARAM
                        && !row.isAlias()
                        && isLiteral(row.method().parts(), PARAM_PART, captures.getLast());
        return hidden ? belowParam.getOrDefault(row, row) : row;
    }

    List<AddressRow> canonicalFirst() {
        return canonicalFirst;
    }

    /** The rows of a domain, aliases left out. */
    List<AddressRow> rows(ObjectKind objectKind) {
        return byDomain.getOrDefault(objectKind, List.of());
    }

    Optional<AddressRow> row(Method method) {
        return Optional.ofNullable(byMethod.get(method));
    }

    /** Whether the contract has this word where a template has a placeholder. */
    boolean isLiteral(List<Part> parts, int placeholder, String word) {
        return wordsBelow
                .getOrDefault(shape(parts.subList(0, placeholder)), Set.of())
                .contains(word);
    }

    private void enterLong(AddressRow row, AddressSpace space) {
        space.method(row.method().template().replace(SHORT, LONG))
                .flatMap(this::row)
                .ifPresent(longer -> belowParam.put(row, longer));
    }

    private void enterWords(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Literal(String word)) {
                wordsBelow
                        .computeIfAbsent(shape(parts.subList(0, i)), above -> new LinkedHashSet<>())
                        .add(word);
            }
        }
    }

    private static String shape(List<Part> parts) {
        var text = new StringBuilder();
        for (Part part : parts) {
            text.append('/').append(part instanceof Placeholder ? "{}" : part.text());
        }
        return text.toString();
    }
}
