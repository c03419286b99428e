/** Several server processes on one table, as behind a load balancer. */
@NullMarked
package io.streamgate.endtoend.nodes;

import org.jspecify.annotations.NullMarked;
