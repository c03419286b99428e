package io.streamgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code plans dry-run} on data directories of all kinds. */
final class DataDirectoriesTest extends CommandFixture {

  /** What a server has not copied from the log into the database yet is read, too. */
  @Test
  void theDatabaseOfAServerThatCrashedIsRead() throws Exception {
    try (var streamgate = serve()) {
      Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7").started(FILM);
      var crashed = Files.createDirectory(folder.resolve("crashed"));
      for (var name : List.of("streamgate.db", "streamgate.db-wal")) {
        Files.copy(data().resolve(name), crashed.resolve(name));
      }
      settings.put("STREAMGATE_DATA_DIR", crashed.toString());
    }

    assertThat(dryRun().out()).contains("on 1 live stream of 1 viewer in ");
  }

  @Test
  void aDatabaseThatAnEarlierVersionLeftIsReadAndNotUpgraded() throws Exception {
    try (var streamgate = serve()) {
      var ada = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7");
      ada.started(FILM);
      ada.started(FILM);
    }
    for (var column :
        List.of("content_mark", "plan", "plan_limit", "facts", "uncounted", "seen_at")) {
      DataFiles.execute(data(), "ALTER TABLE live DROP COLUMN " + column);
    }
    DataFiles.execute(data(), "DROP TABLE override");
    DataFiles.execute(data(), "DROP TABLE format");

    assertThat(dryRun().out()).contains("plan basic, limit: 0 streams refused, 1 stream evicted");
    assertThat(DataFiles.rows(data(), "SELECT name FROM pragma_table_info('live')"))
        .doesNotContain("plan", "facts");
    assertThat(DataFiles.rows(data(), "SELECT name FROM pragma_table_list('override')")).isEmpty();
  }

  @Test
  void aDatabaseOfALaterVersionIsRefused() throws Exception {
    serve().close();
    DataFiles.execute(data(), "UPDATE format SET oldest_reader = 99");

    var run = dryRun();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("was written by a newer Streamgate");
  }

  @Test
  void anEmptyDatabaseHasNoStreams() throws Exception {
    serve().close();
    assertThat(dryRun().out())
        .contains("on 0 live streams of 0 viewers in ")
        .endsWith("No stream would have been refused or evicted.\n");

    var empty = Files.createDirectory(folder.resolve("empty"));
    Files.createFile(empty.resolve("streamgate.db"));
    settings.put("STREAMGATE_DATA_DIR", empty.toString());
    assertThat(dryRun().out()).contains("on 0 live streams of 0 viewers in ");
  }

  @Test
  void aDirectoryWithoutADatabaseIsSaidSoAndStaysAsItWas() throws IOException {
    var run = dryRun();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "there is no database %s; set STREAMGATE_DATA_DIR to the data directory of a server\n"
                .formatted(data().resolve("streamgate.db")));
    assertThat(data()).doesNotExist();
  }

  @Test
  void aFileThatIsNoDatabaseAndARowThatIsDamagedAreSaidSo() throws Exception {
    try (var streamgate = serve()) {
      Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7").started(FILM);
    }
    DataFiles.execute(data(), "UPDATE live SET stream = 'x'");
    assertThat(dryRun().err()).contains("streamgate.db is damaged or not a database");

    Files.writeString(Files.createDirectory(folder.resolve("text")).resolve("streamgate.db"), "no");
    settings.put("STREAMGATE_DATA_DIR", folder.resolve("text").toString());
    assertThat(dryRun().err()).contains("streamgate.db is damaged or not a database");
  }

  @Test
  void otherStoresAreNotReadAndTheMessageSaysWhatToDoInstead() {
    settings.put("STREAMGATE_STORE", "memory");
    var ofMemory = dryRun();
    settings.put("STREAMGATE_STORE", "dynamodb");
    settings.put("DYNAMO_TABLE_NAME", "streams");
    var ofTable = dryRun();

    assertThat(ofMemory.status()).isEqualTo(1);
    assertThat(ofMemory.err()).contains("run the server with STREAMGATE_STORE=sqlite");
    assertThat(ofTable.status()).isEqualTo(1);
    assertThat(ofTable.err()).contains("give the file to one node first");
  }
}
