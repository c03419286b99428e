/** What a body may say. */
@NullMarked
package io.streamgate.http.body;

import org.jspecify.annotations.NullMarked;
