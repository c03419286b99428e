/** Stream tokens: whoever shows one may control the stream that it names, and no other. */
@NullMarked
package io.streamgate.identity.token;

import org.jspecify.annotations.NullMarked;
