/** The promises of a store, as tests that each store inherits. */
@NullMarked
package io.streamgate.store.contract;

import org.jspecify.annotations.NullMarked;
