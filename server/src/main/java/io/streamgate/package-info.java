/** The composition root: the only package that knows every part, with the only clock. */
@NullMarked
package io.streamgate;

import org.jspecify.annotations.NullMarked;
