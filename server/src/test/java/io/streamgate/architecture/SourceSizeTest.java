package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceSizeTest {

  private static final String LONG_LINE = "x".repeat(101);

  @TempDir Path folder;

  @Test
  void everyFileAndPackageIsSmall() {
    assertThat(SourceSize.faultsIn(Path.of("src"))).isEmpty();
    assertThat(SourceSize.faultsIn(Path.of("../verification/src"))).isEmpty();
  }

  @Test
  void fileOf251LinesIsAFault() throws IOException {
    write("Fits.java", "\n".repeat(250));
    write("Long.java", "\n".repeat(251));

    assertThat(SourceSize.faultsIn(folder))
        .containsExactly(
            folder.resolve("Long.java")
                + " has 251 lines, at most 250 fit: give the part that has a name of its own a"
                + " file");
  }

  @Test
  void lineOf101CharactersIsAFault() throws IOException {
    write("Wide.java", "\n" + "x".repeat(100) + "\n" + LONG_LINE + "\n");

    assertThat(SourceSize.faultsIn(folder))
        .containsExactly(
            folder.resolve("Wide.java")
                + ":3 has 101 characters, at most 100 fit: break the line or name a part of it");
  }

  @Test
  void lineOfATextBlockMayBeLongAndTheLineAfterItMayNot() throws IOException {
    write("Text.java", "x = \"\"\"\n" + LONG_LINE + "\n\"\"\";\n" + LONG_LINE + "\n");

    assertThat(SourceSize.faultsIn(folder)).singleElement().asString().contains("Text.java:4 has");
  }

  @Test
  void packageOf16FilesIsAFaultAndPackageInfoIsNotCounted() throws IOException {
    for (var number = 1; number <= 15; number++) {
      write("File" + number + ".java", "");
    }
    write("package-info.java", "");
    assertThat(SourceSize.faultsIn(folder)).isEmpty();

    write("File16.java", "");
    assertThat(SourceSize.faultsIn(folder))
        .containsExactly(folder + " holds 16 files, at most 15 fit: split it by domain word");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
