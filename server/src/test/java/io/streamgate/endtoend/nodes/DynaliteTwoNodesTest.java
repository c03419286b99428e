package io.streamgate.endtoend.nodes;

import io.streamgate.dynamodb.DynamoEngine;

final class DynaliteTwoNodesTest extends TwoNodesTest {

  DynaliteTwoNodesTest() {
    super(DynamoEngine.dynalite());
  }
}
