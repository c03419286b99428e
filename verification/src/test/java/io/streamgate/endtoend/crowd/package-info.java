/** Crowds of players, the answers they received, and checks of those answers. */
@NullMarked
package io.streamgate.endtoend.crowd;

import org.jspecify.annotations.NullMarked;
