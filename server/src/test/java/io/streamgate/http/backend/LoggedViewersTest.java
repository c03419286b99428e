package io.streamgate.http.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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

  private Map<String, String> lastLine() {
    return lines.list.getLast().getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  @Test
  void theViewerAndTheBackEndThatSpokeForItAreNamed() {
    backEnd(NO_STREAMS).start("{}");

    assertThat(lastLine()).containsEntry("viewer", account).containsEntry("backend", "playback");
  }

  @Test
  void hashedViewersHaveTheSameNameInAllLinesOfAServer() {
    var backEnd = backEnd(NO_STREAMS, "STREAMGATE_LOG_VIEWERS=hashed");
    backEnd.start("{}");
    var first = lastLine().get("viewer");
    backEnd.start("{}");

    assertThat(lines.list).hasSize(2);
    assertThat(first).matches("[0-9a-f]{16}");
    assertThat(lastLine()).containsEntry("viewer", first).containsEntry("backend", "playback");
  }
}
