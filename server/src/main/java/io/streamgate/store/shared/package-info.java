/** What every store on a shared service needs, whichever service it is. */
@NullMarked
package io.streamgate.store.shared;

import org.jspecify.annotations.NullMarked;
