/** The composition root: the only place that knows every part, and the only clock. */
@NullMarked
package io.streamgate;

import org.jspecify.annotations.NullMarked;
