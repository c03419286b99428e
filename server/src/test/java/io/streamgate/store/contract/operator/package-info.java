/** The promises of a store to operators: ends, erasures and their audit. */
@NullMarked
package io.streamgate.store.contract.operator;

import org.jspecify.annotations.NullMarked;
