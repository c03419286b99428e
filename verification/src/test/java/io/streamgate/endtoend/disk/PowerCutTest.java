package io.streamgate.endtoend.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.testing.Tools;
import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulates a power cut. A kill is not enough, because the kernel's caches survive it. */
@Tag("e2e")
final class PowerCutTest {

  private static final String LOG = "streamgate.db-wal";

  @TempDir Path folder;
  @TempDir Path copy;

  /** Fails with {@code synchronous=OFF}: the log is synced 0 times. */
  @Test
  void eachOf25AcknowledgedStartsSyncsTheLog() throws IOException {
    var strace = Tools.require("strace", "each commit is synced to the disk").toString();
    var calls = folder.resolve("calls");
    var launch =
        Launch.in(folder)
            .under(strace, "-D", "-f", "-y", "-e", "trace=fsync,fdatasync", "-o", calls.toString());

    try (var server = launch.start();
        var connection = Connection.to(server.port())) {
      for (var start = 0; start < 25; start++) {
        start(connection, Request.freshViewer(), "one");
      }
      server.kill();
    }

    Until.holds(
        Duration.ofSeconds(10),
        () -> "strace has recorded that the server was killed",
        () -> lines(calls).stream().anyMatch(line -> line.contains("killed by SIGKILL")));
    assertThat(lines(calls).stream().filter(line -> line.contains(LOG)))
        .hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void aLogCutAnywhereInsideItsLastTransactionLosesNothingOfTheOnesBefore() throws IOException {
    var viewer = Request.freshViewer();
    var sizes = threeStarts(viewer);

    assertThat(namesWithLogCutTo(sizes.get(1) + 1, viewer)).containsExactly("two", "one");
    assertThat(namesWithLogCutTo(sizes.get(2) - 1, viewer)).containsExactly("two", "one");
    assertThat(namesWithLogCutTo(sizes.get(2), viewer)).containsExactly("three", "two", "one");
  }

  /**
   * Documents a limitation: transactions lost from the log go unnoticed, because they are recorded
   * nowhere else.
   */
  @Test
  void aLogCutInsideAnEarlierTransactionOpensAtAnEarlierStateWithoutAComplaint()
      throws IOException {
    var viewer = Request.freshViewer();
    var sizes = threeStarts(viewer);

    assertThat(namesWithLogCutTo(sizes.get(1) - 1, viewer)).containsExactly("one");
  }

  /** Starts three streams, kills the server, and returns the size of the log after each start. */
  private List<Long> threeStarts(String viewer) throws IOException {
    var sizes = new ArrayList<Long>();
    try (var server = Launch.in(folder).start();
        var connection = Connection.to(server.port())) {
      for (var name : List.of("one", "two", "three")) {
        start(connection, viewer, name);
        sizes.add(Files.size(folder.resolve("data").resolve(LOG)));
      }
      server.kill();
    }
    return sizes;
  }

  /**
   * Starts a server on a copy with a truncated log, and returns its running streams, newest first.
   */
  private List<String> namesWithLogCutTo(long size, String viewer) throws IOException {
    var cut = Files.createTempDirectory(copy, "cut");
    var data = Files.createDirectory(cut.resolve("data"));
    for (var file : List.of("streamgate.db", LOG)) {
      Files.copy(folder.resolve("data").resolve(file), data.resolve(file));
    }
    try (var log = FileChannel.open(data.resolve(LOG), StandardOpenOption.WRITE)) {
      log.truncate(size);
    }
    try (var server = Launch.in(cut).start();
        var connection = Connection.to(server.port())) {
      assertThat(server.errorLines()).isEmpty();
      return connection.ask(Request.list(viewer, "")).ofStreams("video_name");
    }
  }

  private static void start(Connection connection, String viewer, String name) {
    assertThat(connection.ask(Request.startWithKey(viewer, name)).status()).isEqualTo(201);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
