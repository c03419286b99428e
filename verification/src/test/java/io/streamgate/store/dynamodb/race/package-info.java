/** Several nodes change one viewer's streams at the same time. */
@NullMarked
package io.streamgate.store.dynamodb.race;

import org.jspecify.annotations.NullMarked;
