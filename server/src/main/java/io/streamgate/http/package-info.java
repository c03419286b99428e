/** HTTP: the edge (bytes and framing), the body (what players say), the api (the endpoints). */
@NullMarked
package io.streamgate.http;

import org.jspecify.annotations.NullMarked;
