/** What Streamgate costs, measured. Run by {@code ./make.sh bench}. */
@NullMarked
package io.streamgate.bench;

import org.jspecify.annotations.NullMarked;
