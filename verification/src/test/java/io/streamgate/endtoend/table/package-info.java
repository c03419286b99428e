/** A server process and its table: how a start goes, and how it goes without one. */
@NullMarked
package io.streamgate.endtoend.table;

import org.jspecify.annotations.NullMarked;
