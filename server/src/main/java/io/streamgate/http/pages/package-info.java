/** What people read in a browser: the API and its contract, and a page for each problem. */
@NullMarked
package io.streamgate.http.pages;

import org.jspecify.annotations.NullMarked;
