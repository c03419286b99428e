package io.streamgate.store.sqlite.contract;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ending;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.contract.LaterVersionContract;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A later version adds tables, and columns with defaults, to the database. */
final class SqliteLaterVersionTest extends LaterVersionContract {

  @TempDir Path directory;

  @Override
  protected LeaseStore openStore() {
    var options = new SqliteLeaseStore.Options(LEASE, RETENTION, 1_000);
    return SqliteLeaseStore.open(directory, options, second(6));
  }

  @Override
  protected void end(ViewerId viewer, StreamId id, Ending.Other ending) {
    var by = ending.by();
    execute(
        """
        INSERT INTO history (viewer, stream, ended_at, reason, taken_by, expires_at, paused_at,
            position_ms, details)
          SELECT viewer, stream, %d, '%s', %s, 0, paused_at, position_ms, details
          FROM live WHERE stream = '%s'"""
            .formatted(
                ending.at().toEpochMilli(),
                ending.word(),
                by == null ? "'an operator'" : "'" + by + "'",
                id),
        "DELETE FROM live WHERE stream = '%s'".formatted(id));
  }

  @Override
  protected void note(ViewerId viewer, StreamId id, String text) {
    execute(
        "CREATE TABLE noted (word TEXT NOT NULL) STRICT",
        "INSERT INTO noted VALUES ('" + text + "')",
        "ALTER TABLE live ADD COLUMN \"the \"\"note\"\"\" TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE live ADD COLUMN of_members_only TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE history ADD COLUMN \"the \"\"note\"\"\" TEXT NOT NULL DEFAULT ''",
        "UPDATE live SET \"the \"\"note\"\"\" = '%s' WHERE stream = '%s'".formatted(text, id));
  }

  @Override
  protected String noteOf(ViewerId viewer, StreamId id) {
    var select = "SELECT \"the \"\"note\"\"\" FROM %s WHERE stream = '%s'";
    var found = DataFiles.rows(directory, select.formatted("live", id));
    found.addAll(DataFiles.rows(directory, select.formatted("history", id)));
    assertThat(DataFiles.rows(directory, "SELECT word FROM noted")).isEqualTo(found);
    return found.getFirst();
  }

  private void execute(String... sql) {
    for (var each : sql) {
      DataFiles.execute(directory, each);
    }
  }
}
