/** What a viewer's plan allows, and where that comes from. */
@NullMarked
package io.streamgate.policy;

import org.jspecify.annotations.NullMarked;
