/** Valid and invalid bodies. */
@NullMarked
package io.streamgate.http.body;

import org.jspecify.annotations.NullMarked;
