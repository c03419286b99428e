/** The requests of players, one script per load. */
@NullMarked
package io.streamgate.bench.http.script;

import org.jspecify.annotations.NullMarked;
