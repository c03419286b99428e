/** The contracts that the sqlite store passes, like every other store. */
@NullMarked
package io.streamgate.store.sqlite.contract;

import org.jspecify.annotations.NullMarked;
