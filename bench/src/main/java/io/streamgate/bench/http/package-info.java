/** Benchmarks over HTTP, beside a server that makes no decisions. */
@NullMarked
package io.streamgate.bench.http;

import org.jspecify.annotations.NullMarked;
