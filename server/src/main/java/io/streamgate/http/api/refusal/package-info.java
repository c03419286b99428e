/** Says in words why a start is refused. */
@NullMarked
package io.streamgate.http.api.refusal;

import org.jspecify.annotations.NullMarked;
