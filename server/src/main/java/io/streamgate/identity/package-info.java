/** Identifies the viewer of a request. Knows no HTTP types. */
@NullMarked
package io.streamgate.identity;

import org.jspecify.annotations.NullMarked;
