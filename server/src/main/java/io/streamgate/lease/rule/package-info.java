/** What a viewer may: the limit, the rules of a plan, and an operator's override of them. */
@NullMarked
package io.streamgate.lease.rule;

import org.jspecify.annotations.NullMarked;
