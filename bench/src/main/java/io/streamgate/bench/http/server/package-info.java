/** The servers that are measured, each in a process of its own, and the cores they run on. */
@NullMarked
package io.streamgate.bench.http.server;

import org.jspecify.annotations.NullMarked;
