package io.streamgate.linearizability.stores;

import io.streamgate.linearizability.LinearizabilityContract;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import java.util.List;
import org.junit.jupiter.api.Tag;

@Tag("model")
final class MemoryLinearizabilityTest extends LinearizabilityContract {

  @Override
  protected List<LeaseStore> openNodes() {
    return List.of(new MemoryLeaseStore(RETENTION));
  }

  @Override
  protected int viewers() {
    return 150;
  }
}
