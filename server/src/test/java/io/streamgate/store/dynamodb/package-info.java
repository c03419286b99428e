/** The store on real engines. */
@NullMarked
package io.streamgate.store.dynamodb;

import org.jspecify.annotations.NullMarked;
