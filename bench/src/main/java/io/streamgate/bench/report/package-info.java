/** Formatting of measurements: medians, ranges, tables, and the results file. */
@NullMarked
package io.streamgate.bench.report;

import org.jspecify.annotations.NullMarked;
