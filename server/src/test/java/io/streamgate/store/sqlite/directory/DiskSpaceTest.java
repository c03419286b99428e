package io.streamgate.store.sqlite.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSpaceTest {

  @TempDir Path folder;

  @Test
  void theFreeSpaceIsPartOfTheSize() {
    var disk = DiskSpace.of(folder);

    assertThat(disk.freeBytes()).isPositive().isLessThanOrEqualTo(disk.sizeBytes());
  }

  @Test
  void aDirectoryThatIsGoneHasUnknownSpaceFromTheNextLook() throws IOException {
    var removed = Files.createDirectory(folder.resolve("data"));
    var disk = DiskSpace.of(removed);
    Files.delete(removed);
    assertThat(disk.freeBytes()).isPositive();

    disk.look();

    assertThat(disk.freeBytes()).isNaN();
    assertThat(disk.sizeBytes()).isNaN();
  }

  @Test
  void aStoreWithoutADirectoryHasUnknownSpace() {
    var disk = DiskSpace.unknown();
    disk.look();

    assertThat(disk.freeBytes()).isNaN();
    assertThat(disk.sizeBytes()).isNaN();
  }
}
