/** What a stage of this program failed with. Every part may ask. */
@NullMarked
package io.streamgate.failure;

import org.jspecify.annotations.NullMarked;
