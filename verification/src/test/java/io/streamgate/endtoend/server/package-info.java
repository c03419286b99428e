/** Servers under test: processes that a test starts, signals and kills. */
@NullMarked
package io.streamgate.endtoend.server;

import org.jspecify.annotations.NullMarked;
