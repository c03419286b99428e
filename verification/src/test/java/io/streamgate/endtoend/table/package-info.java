/** A server process and its table: startup with the table, and without. */
@NullMarked
package io.streamgate.endtoend.table;

import org.jspecify.annotations.NullMarked;
