/** HTTP clients: for the keys of an identity provider, and for the receiver of a webhook. */
@NullMarked
package io.streamgate.http.client;

import org.jspecify.annotations.NullMarked;
