package io.streamgate.http.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How the log of a server names viewers and back ends. */
final class LoggedViewersTest extends BackEndFixture {

  private static final String NO_STREAMS = "STREAMGATE_LIMIT=0";

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.streamgate.events");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  /** The fields of the lines about back ends: other servers may log at the same time. */
  private List<Map<String, String>> linesOfBackEnds() {
    return List.copyOf(lines.list).stream()
        .map(LoggedViewersTest::fields)
        .filter(fields -> fields.containsKey("backend"))
        .toList();
  }

  private static Map<String, String> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  @Test
  void theViewerAndTheBackEndThatSpokeForItAreNamed() {
    backEnd(NO_STREAMS).start("{}");

    assertThat(linesOfBackEnds())
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("viewer", account))
        .satisfies(line -> assertThat(line).containsEntry("backend", "playback"));
  }

  @Test
  void aRequestWithoutAViewerIsLoggedWithTheReason() {
    var refused = backEnd("STREAMGATE_IDENTITY=header").with("x-streamgate-viewer", "twice");

    var requestId = refused.start("{}").header("x-request-id");

    assertThat(List.copyOf(lines.list))
        .map(LoggedViewersTest::fields)
        .anySatisfy(
            line ->
                assertThat(line)
                    .containsEntry("request_id", requestId)
                    .containsEntry("reason", "viewer_invalid"));
  }

  @Test
  void hashedViewersHaveTheSameNameInAllLinesOfAServer() {
    var backEnd = backEnd(NO_STREAMS, "STREAMGATE_LOG_VIEWERS=hashed");
    backEnd.start("{}");
    backEnd.start("{}");

    assertThat(linesOfBackEnds())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.get("viewer")).matches("[0-9a-f]{16}"))
        .extracting(line -> line.get("viewer"))
        .containsOnly(linesOfBackEnds().getFirst().get("viewer"));
  }
}
