/** The settings of access tokens. */
@NullMarked
package io.streamgate.config.identity;

import org.jspecify.annotations.NullMarked;
