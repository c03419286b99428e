/** Pages for people, as browsers and caches get them. */
@NullMarked
package io.streamgate.http.pages;

import org.jspecify.annotations.NullMarked;
