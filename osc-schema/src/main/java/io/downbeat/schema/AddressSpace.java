package io.downbeat.schema;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole contract: every method, enumeration, error code and option word. Read once at the
 * start; immutable.
 */
public final class AddressSpace {
    private final List<Method> methods;
    private final Map<String, Method> byTemplate = new LinkedHashMap<>();
    private final Map<String, Enumeration> enumerations = new LinkedHashMap<>();
    private final List<ErrorCode> errorCodes;
    private final List<SubscribeOption> subscribeOptions;
    private final AddressTrie trie;
    private final NearestAddressSearch spelling;

    AddressSpace(
            List<Method> methods,
            List<Enumeration> enumerations,
            List<ErrorCode> errorCodes,
            List<SubscribeOption> subscribeOptions) {
        this.methods = List.copyOf(methods);
        this.errorCodes = List.copyOf(errorCodes);
        this.subscribeOptions = List.copyOf(subscribeOptions);
        methods.forEach(method -> byTemplate.put(method.template(), method));
        enumerations.forEach(each -> this.enumerations.put(each.name(), each));
        trie = new AddressTrie(methods);
        spelling = new NearestAddressSearch(trie);
    }

    /**
     * The contract that this program was built with.
     *
     * @throws SchemaException if the file in the program is damaged
     */
    public static AddressSpace load() {
        return read(open());
    }

    /**
     * Reads a contract in a file of the same format and closes the stream.
     *
     * @throws SchemaException with the JSON path, if the file breaks a rule of its format
     */
    public static AddressSpace read(InputStream json) {
        return new SchemaReader(json).read();
    }

    static InputStream open() {
        InputStream json = AddressSpace.class.getResourceAsStream("address-space.json");
        if (json == null) {
            throw new SchemaException("the program lacks its address-space.json; build it anew");
        }
        return json;
    }

    /** All methods in the file's order, each followed by those derived from it. */
    public List<Method> methods() {
        return methods;
    }

    /** The method with this template, placeholders in braces. */
    public Optional<Method> method(String template) {
        return Optional.ofNullable(byTemplate.get(template));
    }

    /**
     * The method of an address, given by its parts without slashes. Words of the contract win over
     * names of objects; case counts.
     */
    public Optional<Match> match(List<String> addressParts) {
        return trie.match(addressParts);
    }

    /**
     * The valid address with the most similar spelling, with its object names kept, for "did you
     * mean". Empty if none is similar, and for texts that are too long for a typing error.
     */
    public Optional<String> nearest(String address) {
        return spelling.nearest(address);
    }

    /**
     * As {@link #nearest}, for a subscription: the most similar value or state, or the beginning of
     * such addresses.
     */
    public Optional<String> nearestPrefix(String address) {
        return spelling.nearestPrefix(address);
    }

    /** The root of the tree of all templates, for walking it with a pattern. */
    public AddressTreeNode root() {
        return trie.root();
    }

    /** All enumerations in the file's order. */
    public List<Enumeration> enumerations() {
        return List.copyOf(enumerations.values());
    }

    /**
     * The enumeration of this name.
     *
     * @throws SchemaException if the contract has none; names come from code, not from users
     */
    public Enumeration enumeration(String name) {
        Enumeration known = enumerations.get(name);
        if (known == null) {
            throw new SchemaException("the contract has no enumeration " + name);
        }
        return known;
    }

    /** The codes that an {@code /error} can carry. */
    public List<ErrorCode> errorCodes() {
        return errorCodes;
    }

    /** The option words of {@code /subscribe}. */
    public List<SubscribeOption> subscribeOptions() {
        return subscribeOptions;
    }
}
