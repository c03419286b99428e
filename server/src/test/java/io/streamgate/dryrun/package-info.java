@NullMarked
package io.streamgate.dryrun;

import org.jspecify.annotations.NullMarked;
