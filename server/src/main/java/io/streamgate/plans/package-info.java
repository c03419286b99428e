/** The file of plans: its reader, with all mistakes at once, and the reload when it changes. */
@NullMarked
package io.streamgate.plans;

import org.jspecify.annotations.NullMarked;
