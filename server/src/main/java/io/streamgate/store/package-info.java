/**
 * Where leases live: one interface, and a package for each implementation. A store keeps what the
 * kernel decides and decides nothing.
 */
@NullMarked
package io.streamgate.store;

import org.jspecify.annotations.NullMarked;
