/** Records concurrent calls to each store, and checks that they are linearizable. */
@NullMarked
package io.streamgate.linearizability.stores;

import org.jspecify.annotations.NullMarked;
