/** What operators and their machines ask: how a node stands, and its metrics. */
@NullMarked
package io.streamgate.http.management;

import org.jspecify.annotations.NullMarked;
