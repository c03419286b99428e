/** The failures of stages. Every part may use it. */
@NullMarked
package io.streamgate.failure;

import org.jspecify.annotations.NullMarked;
