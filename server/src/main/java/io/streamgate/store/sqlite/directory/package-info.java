/** The folder that one process has, and what makes it unusable. */
@NullMarked
package io.streamgate.store.sqlite.directory;

import org.jspecify.annotations.NullMarked;
