package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an object of the file by its keys. A missing or null key gives empty; a value of another
 * type gives empty and a warning.
 */
record ObjectReader(JsonObject dict, JsonPath path, Warnings warnings) {

    /**
     * From this value on, a warning about a number that is too low does not mention the upper
     * limit.
     */
    private static final double FAR = 100_000;

    /** The value under {@code key}, unless it is null. */
    Optional<LocatedJsonValue> valueAt(String key) {
        return dict.value(key)
                .filter(value -> !(value instanceof JsonNull))
                .map(value -> new LocatedJsonValue(value, path.key(key), warnings));
    }

    Optional<String> text(String key) {
        return valueAt(key).flatMap(locatedJsonValue -> locatedJsonValue.text("read as absent"));
    }

    Optional<Double> number(String key) {
        return valueAt(key).flatMap(locatedJsonValue -> locatedJsonValue.number("read as absent"));
    }

    boolean flag(String key) {
        return valueAt(key)
                .flatMap(locatedJsonValue -> locatedJsonValue.flag("read as false"))
                .orElse(false);
    }

    Optional<ObjectReader> fields(String key) {
        return valueAt(key).flatMap(locatedJsonValue -> locatedJsonValue.fields("read as absent"));
    }

    /** The items of the list under {@code key}. */
    List<LocatedJsonValue> items(String key) {
        Optional<LocatedJsonValue> locatedJsonValue = valueAt(key);
        if (locatedJsonValue.isEmpty()) {
            return List.of();
        }
        if (locatedJsonValue.get().value() instanceof JsonArray list) {
            JsonPath at = locatedJsonValue.get().path();
            List<LocatedJsonValue> items = new ArrayList<>();
            for (JsonValue item : list.values()) {
                items.add(new LocatedJsonValue(item, at.index(items.size()), warnings));
            }
            return items;
        }
        locatedJsonValue
                .get()
                .warn(
                        "expected a list, found "
                                + locatedJsonValue.get().value().kind()
                                + "; ignored");
        return List.of();
    }

    /** The objects of the list under {@code key}; other items are left out. */
    List<ObjectReader> objects(String key) {
        List<ObjectReader> objects = new ArrayList<>();
        for (LocatedJsonValue item : items(key)) {
            item.fields("ignored").ifPresent(objects::add);
        }
        return objects;
    }

    /** All members of the object. Of members with equal keys only one is kept. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(dict.members().size());
        for (JsonMember member : dict.members()) {
            JsonPath at = path.key(member.key());
            if (dict.counts(member)) {
                entries.add(
                        new Entry(
                                member.key(), new LocatedJsonValue(member.value(), at, warnings)));
            }
        }
        return entries;
    }

    /** A member of an object. */
    record Entry(String key, LocatedJsonValue locatedJsonValue) {}

    /** The number under {@code key}; outside its range it is clamped, with a warning. */
    Optional<Double> clamped(String key, double min, double max) {
        Optional<Double> written = number(key);
        if (written.isPresent() && (written.get() < min || written.get() > max)) {
            double played = Math.clamp(written.get(), min, max);
            String limits =
                    written.get() < min && max >= FAR
                            ? "below " + NumberTextConversion.shortest(min)
                            : "outside "
                                    + NumberTextConversion.shortest(min)
                                    + ".."
                                    + NumberTextConversion.shortest(max);
            warn(
                    key,
                    "%s is %s; played as %s"
                            .formatted(
                                    NumberTextConversion.shortest(written.get()),
                                    limits,
                                    NumberTextConversion.shortest(played)));
            return Optional.of(played);
        }
        return written;
    }

    /** The whole number under {@code key}, rounded and clamped with a warning. */
    Optional<Integer> whole(String key, int min, int max) {
        Optional<Double> clamped = clamped(key, min, max);
        if (clamped.isEmpty()) {
            return Optional.empty();
        }
        int rounded = (int) Math.round(clamped.get());
        if (Math.abs(clamped.get() - rounded) > 0.001) {
            warn(
                    key,
                    "%s is not a whole number; read as %d"
                            .formatted(NumberTextConversion.shortest(clamped.get()), rounded));
        }
        return Optional.of(rounded);
    }

    /** The meaning of the word under {@code key}; an unknown word counts as missing. */
    <W> Optional<W> word(String key, FileKeywords<W> words) {
        Optional<String> written = text(key);
        Optional<W> meant = written.flatMap(words::of);
        if (written.isPresent() && meant.isEmpty()) {
            warn(
                    key,
                    "%s is none of %s; read as %s"
                            .formatted(
                                    JsonValue.quoted(written.get()), words.list(), words.usual()));
        }
        return meant;
    }

    void warn(String key, String text) {
        warnings.add(path.key(key), text);
    }

    /** The object under {@code key}, converted by {@code reader}. */
    <T> Optional<T> read(String key, Function<ObjectReader, T> reader) {
        return fields(key).map(reader);
    }
}
