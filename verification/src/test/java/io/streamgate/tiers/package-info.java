/** Which of this module's tests run together. */
@NullMarked
package io.streamgate.tiers;

import org.jspecify.annotations.NullMarked;
