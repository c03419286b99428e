package io.streamgate.endtoend.nodes;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("e2e")
final class DynaliteTwoNodesTest extends TwoNodesTest {

  DynaliteTwoNodesTest() {
    super(DynamoEngine.dynalite());
  }
}
