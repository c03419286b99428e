/** The memory store under Lincheck, which tries the interleavings of two threads. */
@NullMarked
package io.streamgate.linearizability.lincheck;

import org.jspecify.annotations.NullMarked;
