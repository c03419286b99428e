/** Tries plans that do not hold yet on streams that run, or on starts of the last hour. */
@NullMarked
package io.streamgate.dryrun;

import org.jspecify.annotations.NullMarked;
