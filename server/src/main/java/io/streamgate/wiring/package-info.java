/** Creates the identities of both ports from the settings, and observes their requests. */
@NullMarked
package io.streamgate.wiring;

import org.jspecify.annotations.NullMarked;
