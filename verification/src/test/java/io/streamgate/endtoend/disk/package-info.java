/** Real servers on disks that really fail. */
@NullMarked
package io.streamgate.endtoend.disk;

import org.jspecify.annotations.NullMarked;
