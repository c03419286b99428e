/** The memory store under Lincheck, which tries the orders in which threads can take turns. */
@NullMarked
package io.streamgate.linearizability.lincheck;

import org.jspecify.annotations.NullMarked;
