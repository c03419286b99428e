package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.exchange.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemPagesTest {

  private static final Path PAGES = Documents.ROOT.resolve("docs/problems");

  @ParameterizedTest
  @EnumSource
  void aPageTellsWhatHappenedAndWhatToDoAndShowsAnAnswer(ProblemType type) {
    var page = Documents.read(PAGES.resolve(type.pageName() + ".md"));

    assertThat(page)
        .startsWith("# ")
        .containsSubsequence(
            "\n## What happened\n",
            "\nHTTP/1.1 " + type.status() + " ",
            "\"type\": \"" + type.uri() + "\"",
            "\"title\": \"" + type.title() + "\"",
            "\"status\": " + type.status(),
            "\n## What the player should do\n",
            "\n## What the operator should do\n");
  }

  @Test
  void thereIsNoPageOfAProblemThatIsNone() throws IOException {
    var names = Arrays.stream(ProblemType.values()).map(type -> type.pageName() + ".md");

    try (var pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names.toList());
    }
  }
}
