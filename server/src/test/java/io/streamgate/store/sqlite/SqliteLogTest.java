package io.streamgate.store.sqlite;

import static io.streamgate.given.Given.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Member;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds in the log of one that was killed. */
final class SqliteLogTest extends SqliteFixture {

  @Test
  void aLogCutInsideItsLastTransactionOpensAtTheStateBeforeIt(@TempDir Path copy)
      throws IOException {
    start("a", 0);
    var wal = directory.resolve("streamgate.db-wal");
    var before = Files.size(wal);
    start("b", 1);
    assertThat(Files.size(wal)).isGreaterThan(before);
    copyAsKilledTo(copy);
    try (var cut = new RandomAccessFile(copy.resolve("streamgate.db-wal").toFile(), "rw")) {
      cut.setLength(cut.length() - 100);
    }

    try (var opened = opened(copy, 2, 10)) {
      assertThat(await(opened.read(VIEWER)).members())
          .extracting(Member::id)
          .containsExactly(id("a", 0));
    }
    assertThat(memberIds()).containsExactly(id("a", 0), id("b", 1));
  }

  /** What a sync that failed had not written would be in the system's cache alone. */
  @Test
  void whatAKilledProcessLeftInTheLogIsInTheDatabaseBeforeItIsShown(
      @TempDir Path copy, @TempDir Path withoutLog) throws IOException {
    start("a", 0);
    copyAsKilledTo(copy);
    assertThat(Files.size(copy.resolve("streamgate.db-wal"))).isPositive();

    try (var opened = opened(copy, 2, 10)) {
      assertThat(await(opened.read(VIEWER)).members()).hasSize(1);
      Files.copy(copy.resolve("streamgate.db"), withoutLog.resolve("streamgate.db"));
    }

    try (var opened = opened(withoutLog, 3, 10)) {
      assertThat(await(opened.read(VIEWER)).members())
          .extracting(Member::id)
          .containsExactly(id("a", 0));
    }
  }

  private void copyAsKilledTo(Path copy) throws IOException {
    for (var name : List.of("streamgate.db", "streamgate.db-wal")) {
      Files.copy(directory.resolve(name), copy.resolve(name));
    }
  }
}
