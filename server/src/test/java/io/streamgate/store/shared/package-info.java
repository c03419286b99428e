@NullMarked
package io.streamgate.store.shared;

import org.jspecify.annotations.NullMarked;
