/** What players say in a request's body: read strictly, kept as they wrote it, patched. */
@NullMarked
package io.streamgate.http.body;

import org.jspecify.annotations.NullMarked;
