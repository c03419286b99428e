/** What the disk holds, and all that is said to SQLite. */
@NullMarked
package io.streamgate.store.sqlite.journal;

import org.jspecify.annotations.NullMarked;
