package io.streamgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.http.Client;
import io.streamgate.store.sqlite.journal.DataFiles;
import org.junit.jupiter.api.Test;

/** {@code plans dry-run} beside a running server. */
final class PlansDryRunTest extends CommandFixture {

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

  @Test
  void aBrokenFileIsNotTried() {
    var file = file("broken.yaml", "default: none\n");

    var run = run("plans", "dry-run", file);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(file + ":1: ");
  }
}
