/** What tests of several packages share. */
@NullMarked
package io.streamgate.testing;

import org.jspecify.annotations.NullMarked;
