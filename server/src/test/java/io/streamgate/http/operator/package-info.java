/** Tests of who may operate the service, over HTTP. */
@NullMarked
package io.streamgate.http.operator;

import org.jspecify.annotations.NullMarked;
