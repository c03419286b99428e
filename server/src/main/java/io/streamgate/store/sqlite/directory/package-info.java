/** The data directory: which process owns it, and whether its files can be used. */
@NullMarked
package io.streamgate.store.sqlite.directory;

import org.jspecify.annotations.NullMarked;
