package io.streamgate.endtoend.nodes;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("e2e")
final class DynamoDbLocalTwoNodesTest extends TwoNodesTest {

  DynamoDbLocalTwoNodesTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
