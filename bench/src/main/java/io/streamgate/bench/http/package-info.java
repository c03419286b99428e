/** What Streamgate does over HTTP, beside a server that decides nothing. */
@NullMarked
package io.streamgate.bench.http;

import org.jspecify.annotations.NullMarked;
