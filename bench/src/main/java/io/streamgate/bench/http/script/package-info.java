/** What players ask, one script for each thing that is measured. */
@NullMarked
package io.streamgate.bench.http.script;

import org.jspecify.annotations.NullMarked;
