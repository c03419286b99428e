/** The servers to measure, each in its own process, and the cores they run on. */
@NullMarked
package io.streamgate.bench.http.server;

import org.jspecify.annotations.NullMarked;
