package io.streamgate.store.sqlite.contract;

import io.streamgate.store.AuditTrail;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.journal.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLeaseStoreTest extends LeaseStoreContract {

  @TempDir Path directory;

  @Override
  protected LeaseStore openStore() {
    var kept = new Retention(RETENTION, false, Integer.MAX_VALUE, AUDIT_RETENTION, () -> 0);
    var options =
        new SqliteLeaseStore.Options(
            Duration.ofSeconds(90), kept, 10_000, HeapBudget.ofThisProcess());
    return SqliteLeaseStore.open(directory, options, Instant.EPOCH);
  }

  @Override
  protected AuditTrail auditOf(LeaseStore store) {
    return ((SqliteLeaseStore) store).audit();
  }
}
