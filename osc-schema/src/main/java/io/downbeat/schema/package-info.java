/**
 * The contract as data: every address that the daemon answers to, read from one JSON file. Routing,
 * argument checks, error texts, OSCQuery and the documentation all ask here, so that nothing about
 * an address is written down twice.
 *
 * <pre>
 *  address-space.json --SchemaReader--> entries --AddressDerivationRules--> methods (entries, their
 *                                                             aliases, fixed forms, /toggle, /index)
 *                                                                           |
 *      ADDRESSES.md &lt;--ContractDocumentation-- AddressSpace &lt;---------------+
 *                                               |        |
 *                             match(parts)  AddressTrie  NearestAddressSearch  nearest(address)
 * </pre>
 *
 * <p>All of it is immutable; any thread may use it.
 */
@NullMarked
package io.downbeat.schema;

import org.jspecify.annotations.NullMarked;
