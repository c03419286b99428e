package io.streamgate.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.exchange.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProblemPagesTest {

  private static final Path PAGES = Documents.ROOT.resolve("docs/problems");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @ParameterizedTest
  @EnumSource
  void aPageSaysWhatViewersDevelopersAndOperatorsCanDoAndShowsAnAnswer(ProblemType type) {
    assertThat(pageOf(type))
        .startsWith("# ")
        .containsSubsequence(
            "\n**" + type.status() + "** · `" + type.pageName() + "` · a Streamgate error",
            "\n## If you were watching\n",
            "\n## If you build the player\n",
            "\nHTTP/1.1 " + type.status() + " ",
            "\"type\": \"" + type.uri() + "\"",
            "\"title\": \"" + type.title() + "\"",
            "\"status\": " + type.status(),
            "\n## If you operate the service\n");
  }

  /** The server serves the pages unchanged, so a relative link to a file would be broken. */
  @ParameterizedTest
  @EnumSource
  void aPageLinksOnlyToPagesThatTheServerServes(ProblemType type) {
    var served = Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList();

    assertThat(LINK.matcher(pageOf(type)).results().map(link -> link.group(1)))
        .contains("/docs")
        .doesNotContain(type.uri())
        .allMatch(link -> link.equals("/docs") || served.contains(link));
  }

  @Test
  void thereIsNoPageOfAProblemThatIsNone() throws IOException {
    var names = Arrays.stream(ProblemType.values()).map(type -> type.pageName() + ".md");

    try (var pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(names.toList());
    }
  }

  private static String pageOf(ProblemType type) {
    return Documents.read(PAGES.resolve(type.pageName() + ".md"));
  }
}
