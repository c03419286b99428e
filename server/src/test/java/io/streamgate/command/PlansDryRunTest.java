package io.streamgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.http.Client;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code plans dry-run} on the data directory of a server. */
final class PlansDryRunTest extends CommandFixture {

  private static final String CURRENT =
      """
      default: family
      plans:
        family: {limit: 5}
        basic: {limit: 1}
      """;

  private static final String NEXT =
      """
      default: basic
      plans:
        basic: {limit: 1, at_limit: evict-oldest}
        family:
          limit: 5
          rules:
            - {name: one-match, max: 1, where: {content_type: [live]}}
            - {name: two-homes, max: 2, of: network}
      """;

  private static final String MATCH = "{\"content_type\": \"live\"}";
  private static final String FILM = "{\"content_type\": \"vod\"}";

  private Run dryRun() {
    return run("plans", "dry-run", file("next.yaml", NEXT));
  }

  private String plansInUse() {
    var file = file("current.yaml", CURRENT);
    settings.put("STREAMGATE_PLANS", file);
    return "STREAMGATE_PLANS=" + file;
  }

  @Test
  void besideARunningServerItSaysWhoWouldBeRefusedAndChangesNothing() throws Exception {
    try (var streamgate = serve(plansInUse())) {
      var ada = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7");
      ada.started(MATCH);
      var second = ada.started(MATCH);
      ada.started(FILM);
      var bob = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.8");
      bob.started(FILM);

      var run = dryRun();

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              %s on 4 live streams of 2 viewers in %s

              plan family, rule one-match: 1 stream refused, 0 streams evicted, of 1 viewer
                for example 192.0.2.7: %s

              1 of 2 viewers would have been affected: 1 stream refused, 0 streams evicted.

              4 streams have no record of network: rules that look at it do not count them
              """
                  .formatted(folder.resolve("next.yaml"), data().resolve("streamgate.db"), second));
      assertThat(ada.start(MATCH).status()).isEqualTo(201);
    }
  }

  @Test
  void streamsThatStartedWithoutPlansHaveTheDefault() throws Exception {
    try (var streamgate = serve()) {
      var ada = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7");
      var first = ada.started(FILM);
      ada.started(FILM);

      assertThat(dryRun().out())
          .contains("plan basic, limit: 0 streams refused, 1 stream evicted, of 1 viewer\n")
          .contains("for example 192.0.2.7: " + first + "\n")
          .contains("1 viewer has no plan on record: the default, basic, is taken to hold\n");
    }
  }

  @Test
  void streamsThatHaveEndedOrLapsedAreNotTried() throws Exception {
    try (var streamgate = serve()) {
      var ada = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7");
      ada.started(FILM);
      ada.send("DELETE", "/api/v1/streams/" + ada.started(FILM), "");
      ada.started(FILM);
      DataFiles.execute(
          data(), "UPDATE live SET lapsed_at = 0 WHERE seq = (SELECT min(seq) FROM live)");

      assertThat(dryRun().out())
          .contains("on 1 live stream of 1 viewer in ")
          .contains("No stream would have been refused or evicted.\n");
    }
  }

  @Test
  void anOwnLimitAndAnOverrideHoldAsTheyDidAndUntilItExpires() throws Exception {
    try (var streamgate = serve(plansInUse())) {
      var ada = Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7");
      ada.started(FILM);
      ada.started(FILM);
    }
    DataFiles.execute(data(), "UPDATE live SET plan = 'basic', plan_limit = '2'");
    assertThat(dryRun().out()).contains("No stream would");

    DataFiles.execute(data(), "UPDATE live SET plan_limit = '1'");
    assertThat(dryRun().out()).contains("plan basic, limit: 0 streams refused, 1 stream evicted");

    var until = TestWorld.BEGIN.plusMillis(1).toEpochMilli();
    DataFiles.execute(
        data(),
        "INSERT INTO override (viewer, stream_limit, until, set_by, note)"
            + " VALUES ('192.0.2.7', '2', "
            + until
            + ", 'op', '')");
    assertThat(dryRun().out()).contains("No stream would");

    DataFiles.execute(data(), "UPDATE override SET until = until - 1");
    assertThat(dryRun().out()).contains("plan basic, limit: 0 streams refused, 1 stream evicted");
  }

  @Test
  void aPlanThatTheFileLacksIsReported() throws Exception {
    try (var streamgate = serve(plansInUse())) {
      Client.of(streamgate.port()).with("x-forwarded-for", "192.0.2.7").started(FILM);
    }
    DataFiles.execute(data(), "UPDATE live SET plan = 'gold' || char(10)");

    assertThat(dryRun().out())
        .endsWith("1 viewer has a plan that the file lacks (gold?): the plan basic would hold\n");
  }

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

  @Test
  void aBrokenFileIsNotTried() {
    var file = file("broken.yaml", "default: none\n");

    var run = run("plans", "dry-run", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":1: ");
  }
}
