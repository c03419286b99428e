/** The pace of the service, the plans of viewers, and their source. */
@NullMarked
package io.streamgate.policy;

import org.jspecify.annotations.NullMarked;
