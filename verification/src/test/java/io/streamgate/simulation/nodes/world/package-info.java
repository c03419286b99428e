/** What a simulation takes the place of: time, a network, the AWS SDK, and a DynamoDB table. */
@NullMarked
package io.streamgate.simulation.nodes.world;

import org.jspecify.annotations.NullMarked;
