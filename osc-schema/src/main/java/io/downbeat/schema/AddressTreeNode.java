package io.downbeat.schema;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** One place in the tree of all templates: what can follow the parts that lead to it. */
public sealed interface AddressTreeNode permits AddressTrie.Branch {

    /** The words that can follow, in the contract's order. */
    Map<String, ? extends AddressTreeNode> words();

    /** The branch behind a placeholder; null if no placeholder can follow. */
    @Nullable AddressTreeNode named();

    /** The method whose template ends here; null if none does. */
    @Nullable Method method();
}
