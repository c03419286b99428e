package io.streamgate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolsTest {

  @TempDir Path folder;

  @Test
  void firstExecutableOnThePathIsFound() throws IOException {
    var first = Files.createDirectory(folder.resolve("first"));
    var second = Files.createDirectory(folder.resolve("second"));
    Files.createFile(first.resolve("strace"));
    var tool = Files.createFile(second.resolve("strace"));
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    assertThat(Tools.find("strace", first + File.pathSeparator + second)).contains(tool);
  }

  @Test
  void programThatIsNowhereIsNotFound() {
    assertThat(Tools.find("strace", folder.toString())).isEmpty();
    assertThat(Tools.find("strace", "")).isEmpty();
  }
}
