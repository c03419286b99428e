/** Tests of the load driver against scripted servers. */
@NullMarked
package io.streamgate.bench.load;

import org.jspecify.annotations.NullMarked;
