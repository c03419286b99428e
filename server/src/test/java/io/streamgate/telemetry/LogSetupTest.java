package io.streamgate.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.json.JsonMapper;

/** The format of a log line. */
final class LogSetupTest {

  private final Optional<String> before = Optional.ofNullable(System.getProperty(LogSetup.FORMAT));

  @AfterEach
  void asBefore() {
    before.ifPresentOrElse(
        format -> System.setProperty(LogSetup.FORMAT, format),
        () -> System.clearProperty(LogSetup.FORMAT));
  }

  private static String line(String format) {
    System.setProperty(LogSetup.FORMAT, format);
    var context = new LoggerContext();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    var event = new LoggingEvent("", root, Level.INFO, "start refused", null, null);
    event.setKeyValuePairs(List.of(new KeyValuePair("request_id", "r-1")));
    return new String(LogSetup.encoder(context).encode(event), UTF_8);
  }

  @Test
  void aJsonLineIsOneObjectWithItsFields() {
    var line = line("json");

    assertThat(line).endsWith("\n").hasLineCount(1);
    var json = new JsonMapper().readTree(line);
    assertThat(json.at("/level").asString()).isEqualTo("INFO");
    assertThat(json.at("/formattedMessage").asString()).isEqualTo("start refused");
    assertThat(json.at("/kvpList/0/request_id").asString()).isEqualTo("r-1");
  }

  @Test
  void aTextLineIsForPeople() {
    assertThat(line("text"))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  start refused request_id=\"r-1\"\\R");
  }
}
