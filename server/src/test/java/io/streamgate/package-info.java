/** The whole of Streamgate, started inside a test. */
@NullMarked
package io.streamgate;

import org.jspecify.annotations.NullMarked;
