package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code plans check} and {@code plans dry-run}, as processes. */
@Tag("e2e")
final class PlansCommandTest {

  private static final String ME = "192.0.2.7";

  @TempDir Path folder;

  private ServerProcess command(String... arguments) {
    return Launch.in(folder).launch(arguments);
  }

  private void plans(String text) throws IOException {
    Files.writeString(folder.resolve("plans.yaml"), text);
  }

  @Test
  void validPlansEndWith0AndMistakesWith1AndOtherCommandsWith2() throws IOException {
    plans("default: one\nplans:\n  one: {limit: 1}\n");
    try (var check = command("plans", "check", "plans.yaml")) {
      assertThat(check.awaitExit()).isZero();
      assertThat(check.logLines())
          .containsExactly(
              "plans.yaml: 1 plan, valid with the store sqlite",
              "  one: limit 1, refuse (the default)");
      assertThat(check.errorLines()).isEmpty();
    }
    plans("default: one\nplans:\n  one: {limit: one}\n");
    try (var check = command("plans", "check", "plans.yaml")) {
      assertThat(check.awaitExit()).isEqualTo(1);
      assertThat(check.logLines()).isEmpty();
      assertThat(check.errorLines()).singleElement().asString().startsWith("plans.yaml:3: limit");
    }
    try (var typo = command("plan", "check", "plans.yaml")) {
      assertThat(typo.awaitExit()).isEqualTo(2);
      assertThat(typo.errorLines()).first().asString().startsWith("usage: ");
    }
    assertThat(folder.resolve("data")).doesNotExist();
  }

  /** A command that opened the database as a server does would stop the one that runs. */
  @Test
  void aDryRunLeavesTheServerAloneAndReadsWhatItLeftWhenItWasKilled() throws IOException {
    plans("default: one\nplans:\n  one: {limit: 1}\n");
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      connection.ask(Request.startWithKey(ME, "a"));
      connection.ask(Request.startWithKey(ME, "b"));

      requireOneRefusal();
      assertThat(connection.ask(Request.startWithKey(ME, "c")).status()).isEqualTo(201);
      var newest = connection.ask(Request.list(ME, "")).ofStreams("stream_id").getFirst();
      connection.ask(Request.end(ME, newest));
      server.kill();
    }

    requireOneRefusal();
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      // two that run, and the one that has ended
      assertThat(connection.ask(Request.list(ME, "")).ofStreams("stream_id")).hasSize(3);
    }
  }

  private void requireOneRefusal() {
    try (var dryRun = command("plans", "dry-run", "plans.yaml")) {
      assertThat(dryRun.awaitExit()).isZero();
      assertThat(dryRun.errorLines()).isEmpty();
      assertThat(dryRun.logLines())
          .startsWith("plans.yaml on 2 live streams of 1 viewer in data/streamgate.db")
          .contains("plan one, limit: 1 stream refused, 0 streams evicted, of 1 viewer");
    }
  }
}
