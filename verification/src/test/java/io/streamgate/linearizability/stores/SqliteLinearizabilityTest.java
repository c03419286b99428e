package io.streamgate.linearizability.stores;

import io.streamgate.given.Given;
import io.streamgate.linearizability.LinearizabilityContract;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("model")
final class SqliteLinearizabilityTest extends LinearizabilityContract {

  @TempDir Path directory;

  @Override
  protected List<LeaseStore> openNodes() {
    var options = new SqliteLeaseStore.Options(Given.LEASE, RETENTION, 10_000);
    return List.of(SqliteLeaseStore.open(directory, options, Instant.EPOCH));
  }

  @Override
  protected int viewers() {
    return 40;
  }
}
