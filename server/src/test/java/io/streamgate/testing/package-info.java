/** Helpers shared by tests of several packages. */
@NullMarked
package io.streamgate.testing;

import org.jspecify.annotations.NullMarked;
