/** The store for a single machine: members in memory, SQLite for durability. */
@NullMarked
package io.streamgate.store.sqlite;

import org.jspecify.annotations.NullMarked;
