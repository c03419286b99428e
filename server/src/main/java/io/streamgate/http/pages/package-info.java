/** Pages for people: the API and its contract, and one page for each problem. */
@NullMarked
package io.streamgate.http.pages;

import org.jspecify.annotations.NullMarked;
