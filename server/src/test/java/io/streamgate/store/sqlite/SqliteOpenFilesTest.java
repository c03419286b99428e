package io.streamgate.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A process that has reached its limit of open files can still use what it has open. */
final class SqliteOpenFilesTest extends SqliteFixture {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** The reader of history once connected with the first list, which then failed with 503. */
  @Test
  void noRequestOpensAFileOfTheStore() throws IOException {
    assumeTrue(Files.exists(DESCRIPTORS), "this system has no /proc");
    var atStart = openFiles();
    assertThat(atStart).hasSizeGreaterThan(4);

    start("a", 0);
    await(ending(id("a", 0), 1));
    assertThat(history(2)).hasSize(1);
    sweep(3);

    assertThat(openFiles()).isEqualTo(atStart);
  }

  /** The files of the directory that this process has open, once for each descriptor. */
  private List<String> openFiles() throws IOException {
    var real = directory.toRealPath();
    try (var descriptors = Files.list(DESCRIPTORS)) {
      return descriptors
          .flatMap(SqliteOpenFilesTest::file)
          .filter(file -> file.startsWith(real))
          .map(file -> file.getFileName().toString())
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
