/** How measurements are told. */
@NullMarked
package io.streamgate.bench.report;

import org.jspecify.annotations.NullMarked;
