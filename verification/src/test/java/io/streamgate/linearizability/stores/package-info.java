/** Each store's calls, recorded and held against an order. */
@NullMarked
package io.streamgate.linearizability.stores;

import org.jspecify.annotations.NullMarked;
