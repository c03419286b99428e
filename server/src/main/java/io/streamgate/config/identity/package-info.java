/** The settings of the credentials that requests show. */
@NullMarked
package io.streamgate.config.identity;

import org.jspecify.annotations.NullMarked;
