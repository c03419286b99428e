/** HTTP as it is on the wire, so that a test decides when each byte goes. */
@NullMarked
package io.streamgate.endtoend.wire;

import org.jspecify.annotations.NullMarked;
