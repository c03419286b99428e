/** The HTTP client, which fetches the keys of an identity provider. */
@NullMarked
package io.streamgate.http.client;

import org.jspecify.annotations.NullMarked;
