/** Several server processes on one table, as players meet them behind a load balancer. */
@NullMarked
package io.streamgate.endtoend.nodes;

import org.jspecify.annotations.NullMarked;
