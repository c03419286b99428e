/** Who the viewer is: from what a request carries to one {@code ViewerId}. Knows no HTTP types. */
@NullMarked
package io.streamgate.identity;

import org.jspecify.annotations.NullMarked;
