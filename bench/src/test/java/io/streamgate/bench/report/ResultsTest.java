package io.streamgate.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {

  @TempDir Path folder;

  private List<String> after(String name, String... file) throws IOException {
    var results = Files.write(folder.resolve("RESULTS.md"), List.of(file));
    new Results(results).put(name, List.of("new"));
    return Files.readAllLines(results);
  }

  @Test
  void aNewPartIsAppended() throws IOException {
    assertThat(after("b", "# Results", "", "## a", "", "old"))
        .containsExactly("# Results", "", "## a", "", "old", "", "## b", "", "new");
  }

  @Test
  void anExistingPartIsReplacedInPlace() throws IOException {
    assertThat(after("a", "# Results", "", "## a", "", "old", "more", "", "## b", "", "kept"))
        .containsExactly("# Results", "", "## a", "", "new", "", "## b", "", "kept");
  }

  @Test
  void theLastPartIsReplacedToTheEnd() throws IOException {
    assertThat(after("b", "# Results", "", "## a", "", "kept", "", "## b", "", "old"))
        .containsExactly("# Results", "", "## a", "", "kept", "", "## b", "", "new");
  }
}
