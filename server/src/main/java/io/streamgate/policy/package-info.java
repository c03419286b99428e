/** The service's pace, what a viewer's plan allows, and where plans come from. */
@NullMarked
package io.streamgate.policy;

import org.jspecify.annotations.NullMarked;
