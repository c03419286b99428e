/** Tests of the formatting of measurements. */
@NullMarked
package io.streamgate.bench.report;

import org.jspecify.annotations.NullMarked;
