/**
 * The rules once more, written naively and apart from the kernel, and a random script that holds a
 * store against them.
 */
@NullMarked
package io.streamgate.oracle;

import org.jspecify.annotations.NullMarked;
