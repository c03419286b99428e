@NullMarked
package io.streamgate.failure;

import org.jspecify.annotations.NullMarked;
