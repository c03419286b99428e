/** The edge, called by odd, hostile or unlucky clients. */
@NullMarked
package io.streamgate.http.edge;

import org.jspecify.annotations.NullMarked;
