package io.streamgate.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.exchange.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples on the problem pages match the server's responses. */
@TestInstance(Lifecycle.PER_CLASS)
final class ProblemExamplesTest {

  private static final Path PAGES = Path.of("../docs/problems");

  private final Provoked provoked;

  ProblemExamplesTest() throws Exception {
    provoked = Provoked.start();
  }

  @AfterAll
  void stop() {
    provoked.close();
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerOnThePageHasTheFieldsHeadersAndWordsOfTheServers(ProblemType type)
      throws IOException {
    var page = Files.readString(PAGES.resolve(type.pageName() + ".md"));

    assertThat(Example.shownBy(page)).isEqualTo(Example.of(provoked.reply(type)));
  }
}
