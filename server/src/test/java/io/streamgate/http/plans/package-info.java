/** Starts that plans decide, over HTTP. */
@NullMarked
package io.streamgate.http.plans;

import org.jspecify.annotations.NullMarked;
