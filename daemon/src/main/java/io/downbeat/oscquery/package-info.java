/**
 * What OSCQuery clients learn over HTTP, as JSON. Pure: a question in, an answer out.
 *
 * <pre>
 *  GET /any/path?HOST_INFO --&gt; OscQueryResponse --&gt; HostInfo --&gt; JSON
 *  GET anything else --------&gt; OscQueryResponse --&gt; 404
 * </pre>
 */
@NullMarked
package io.downbeat.oscquery;

import org.jspecify.annotations.NullMarked;
