package io.streamgate.store.sqlite.contract;

import io.streamgate.store.AuditTrail;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLeaseStoreTest extends LeaseStoreContract {

  @TempDir Path directory;

  @Override
  protected LeaseStore openStore() {
    var options = new SqliteLeaseStore.Options(Duration.ofSeconds(90), Duration.ofDays(30), 10_000);
    return SqliteLeaseStore.open(directory, options, Instant.EPOCH);
  }

  @Override
  protected AuditTrail auditOf(LeaseStore store) {
    throw new UnsupportedOperationException("the store sqlite has no audit yet");
  }
}
