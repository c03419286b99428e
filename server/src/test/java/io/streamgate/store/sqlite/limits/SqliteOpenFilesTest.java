package io.streamgate.store.sqlite.limits;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.VIEWER;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.contract.HeapBudgetContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamgate.lease.id.Device;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that has reached its limit of open files can still use what it has open. */
final class SqliteOpenFilesTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path directory;

  /** The reader of history once connected with the first list, which then failed with 503. */
  @Test
  void noRequestOpensAFileOfTheStore() throws IOException {
    assumeTrue(Files.exists(DESCRIPTORS), "this system has no /proc");
    var options = new SqliteLeaseStore.Options(LEASE, Duration.ofDays(1), 100);
    try (var store = SqliteLeaseStore.open(directory, options, second(0))) {
      var atStart = openFiles();
      assertThat(atStart).hasSizeGreaterThan(4);

      await(store.start(VIEWER, play(id("a", 0)), limit(3), second(0)));
      await(store.end(VIEWER, id("a", 0), Device.UNNAMED, second(1)));
      assertThat(await(store.history(VIEWER, HistoryPage.newest(9), second(2)))).hasSize(1);
      await(store.sweep(second(3)));

      assertThat(openFiles()).isEqualTo(atStart);
    }
  }

  /** The files of the directory that this process has open, once for each descriptor. */
  private List<String> openFiles() throws IOException {
    var real = directory.toRealPath();
    try (var descriptors = Files.list(DESCRIPTORS)) {
      return descriptors
          .flatMap(SqliteOpenFilesTest::file)
          .filter(file -> file.startsWith(real))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> file(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException e) {
      return Stream.empty(); // closed by another thread in the meantime
    }
  }
}
