/** For operators and their tools: the health of a node, and its metrics. */
@NullMarked
package io.streamgate.http.management;

import org.jspecify.annotations.NullMarked;
