/** Which hosts a port answers as, and which pages in browsers may call it. */
@NullMarked
package io.streamgate.http.edge.origin;

import org.jspecify.annotations.NullMarked;
