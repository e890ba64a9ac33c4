/**
 * Finds the rows and the objects that an address or a pattern names, for reading and for setting.
 *
 * <pre>
 *   pattern --> PatternRowFinder --> RowMatch: row + references --> a command, which the engine resolves
 *                   |
 *               RowGroupsMatchedByPattern: groups of rows --> SessionObjectsMatchedByPattern
 *                                                             |
 *                                                             v
 *   address --> PresentValueReader --> SessionObjectIndex --> ConcreteAddress --> the value
 * </pre>
 *
 * <p>{@link io.downbeat.session.command.ObjectLookup} is the one resolver of references. It belongs
 * to the session, because the engine resolves the references of commands with it too. {@link
 * io.downbeat.address.resolve.PresentValueReader} and the indexes that it makes belong to one
 * thread; everything else may be used by any thread.
 */
@NullMarked
package io.downbeat.address.resolve;

import org.jspecify.annotations.NullMarked;
