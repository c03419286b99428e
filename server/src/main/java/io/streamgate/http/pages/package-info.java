/** Pages for people: the API and its contract, one page for each problem, and the console. */
@NullMarked
package io.streamgate.http.pages;

import org.jspecify.annotations.NullMarked;
