package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the table of docs/ARCHITECTURE.md with the one that the code is checked against. */
final class ArchitectureDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "ARCHITECTURE.md");

  @Test
  void theTableHasTheLinesOfTheTableOfPartsAndNoOthers() throws IOException {
    var section = Files.readString(DOCUMENT).split("\n## Parts and arrows\n", 2)[1];
    var rows =
        section
            .split("\n## ", 2)[0]
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.lastIndexOf(" | ")));

    assertThat(rows)
        .containsExactlyElementsOf(Part.ALL.stream().map(ArchitectureDocumentTest::row).toList());
  }

  private static String row(Part part) {
    return part.isRoot()
        ? "| `Main` | everything | any"
        : "| `%s` | %s | %s".formatted(part.name(), list(part.uses()), list(part.libraries()));
  }

  private static String list(List<String> names) {
    return names.isEmpty()
        ? "nothing"
        : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
