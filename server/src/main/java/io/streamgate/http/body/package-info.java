/** The bodies of requests: read strictly, stored as sent, patched. */
@NullMarked
package io.streamgate.http.body;

import org.jspecify.annotations.NullMarked;
