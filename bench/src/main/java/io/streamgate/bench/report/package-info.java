/** How measurements are told: medians, ranges, tables, and the file that keeps them. */
@NullMarked
package io.streamgate.bench.report;

import org.jspecify.annotations.NullMarked;
