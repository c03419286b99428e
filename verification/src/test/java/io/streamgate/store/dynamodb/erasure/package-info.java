/** What is left of a viewer in the table after its erasure. */
@NullMarked
package io.streamgate.store.dynamodb.erasure;

import org.jspecify.annotations.NullMarked;
