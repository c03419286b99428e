/** For operators and their tools. */
@NullMarked
package io.streamgate.http.management;

import org.jspecify.annotations.NullMarked;
