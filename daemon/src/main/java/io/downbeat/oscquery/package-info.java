/**
 * What OSCQuery clients learn over HTTP and over the WebSocket, as JSON. Pure: a question and a
 * view of the session in, an answer out. All of it comes from the contract and the view; a long
 * answer is made while it is sent, from the one view that was there at the question.
 *
 * <pre>
 *  GET /any/path?HOST_INFO --&gt; OscQuery --&gt; HostInfo --&gt; JSON
 *  GET /track/1?VALUE -------&gt; OscQuery --&gt; Namespace, NodeJson --&gt; JSON
 *  GET /track/1 -------------&gt; OscQuery --&gt; Namespace, NodeJsonParts --&gt; JSON in parts
 *  {"COMMAND": "LISTEN" ----&gt; ListenRequest --&gt; a subscription
 *  the next view ------------&gt; NamespaceChanges, NamespaceMessages, NamespaceDiff --&gt; {"COMMAND": "PATH_ADDED" ...
 * </pre>
 *
 * <p>Immutable, but for {@link io.downbeat.oscquery.NodeJsonParts}, which belongs to one answer,
 * and {@link io.downbeat.oscquery.NamespaceChanges}, which belongs to the feedback thread.
 */
@NullMarked
package io.downbeat.oscquery;

import org.jspecify.annotations.NullMarked;
