/** Tests of the API for operators, over HTTP. */
@NullMarked
package io.streamgate.http.admin;

import org.jspecify.annotations.NullMarked;
