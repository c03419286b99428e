/** Who the viewer is: from what a request says to one {@code Viewer}. Knows no HTTP types. */
@NullMarked
package io.streamgate.identity;

import org.jspecify.annotations.NullMarked;
