/** The edge, asked by clients that are odd, hostile or unlucky. */
@NullMarked
package io.streamgate.http.edge;

import org.jspecify.annotations.NullMarked;
