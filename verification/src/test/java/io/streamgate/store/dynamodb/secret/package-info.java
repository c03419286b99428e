/** The secret that the nodes of a table share. */
@NullMarked
package io.streamgate.store.dynamodb.secret;

import org.jspecify.annotations.NullMarked;
