/** Test data: streams named by a word, and rules given by a number. */
@NullMarked
package io.streamgate.given;

import org.jspecify.annotations.NullMarked;
