/** The simulated parts: time, the network, the AWS SDK and a DynamoDB table. */
@NullMarked
package io.streamgate.simulation.world;

import org.jspecify.annotations.NullMarked;
