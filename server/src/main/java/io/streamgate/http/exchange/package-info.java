/** HTTP as endpoints see it: routes, calls and answers. Knows no connections and no streams. */
@NullMarked
package io.streamgate.http.exchange;

import org.jspecify.annotations.NullMarked;
