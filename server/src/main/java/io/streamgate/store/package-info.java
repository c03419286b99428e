/** Where leases are stored: one interface, and a package for each implementation. */
@NullMarked
package io.streamgate.store;

import org.jspecify.annotations.NullMarked;
