/**
 * A naive second implementation of the rules, independent of the kernel, and a random script that
 * compares a store with it.
 */
@NullMarked
package io.streamgate.oracle;

import org.jspecify.annotations.NullMarked;
