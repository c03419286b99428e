/** The data on disk, and all access to SQLite. */
@NullMarked
package io.streamgate.store.sqlite.journal;

import org.jspecify.annotations.NullMarked;
