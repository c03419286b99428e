package io.streamgate.linearizability.stores;

import io.streamgate.engines.DynamoEngine;
import io.streamgate.linearizability.LinearizabilityContract;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.dynamodb.node.Site;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Two nodes that share only the table. */
@Tag("engine")
final class DynamoDbLocalLinearizabilityTest extends LinearizabilityContract {

  @Override
  protected List<LeaseStore> openNodes() {
    var site = Site.fresh(DynamoEngine.dynamoDbLocal());
    return List.of(site.node().store(), site.node().store());
  }

  @Override
  protected int viewers() {
    return 10;
  }
}
