package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.HandMade;
import io.streamgate.http.exchange.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a {@code traceparent} does: it is logged and repeated, if it is valid. */
final class TraceParentTest extends ApiFixture {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void everyResponseRepeatsTheHeader() {
    var me = viewer("STREAMGATE_LIMIT=1").with("traceparent", VALID);
    var withoutAddress = Client.of(me.port()).with("traceparent", VALID);

    for (var reply :
        List.of(
            me.start("{}"),
            me.start("{}"),
            me.list(""),
            me.list("?unknown=1"),
            me.get("/nowhere"),
            me.get("/health/live"),
            me.send("OPTIONS", "/api/v1/stream", ""),
            withoutAddress.list(""))) {
      assertThat(reply.headers().allValues("traceparent"))
          .as(reply.toString())
          .containsExactly(VALID);
    }
  }

  @Test
  void anyFlagsAreValid() {
    var me = viewer();

    for (var flags : List.of("00", "01", "ff")) {
      var traced = "00-" + TRACE + "-" + SPAN + "-" + flags;
      assertThat(me.with("traceparent", traced).list("").header("traceparent")).isEqualTo(traced);
    }
  }

  @Test
  void anInvalidHeaderCountsAsNone() {
    var me = viewer();

    for (var invalid :
        List.of(
            "01-" + TRACE + "-" + SPAN + "-01",
            "ff-" + TRACE + "-" + SPAN + "-01",
            "00-" + "0".repeat(32) + "-" + SPAN + "-01",
            "00-" + TRACE + "-" + "0".repeat(16) + "-01",
            VALID.replace("4bf", "4BF"),
            VALID.replace("4bf", "4bg"),
            VALID + "-00",
            VALID.substring(0, 54),
            VALID + "0",
            VALID.replace('-', '_'),
            "made up")) {
      var reply = me.with("traceparent", invalid).list("");

      assertThat(reply.status()).as(invalid).isEqualTo(200);
      assertThat(reply.header("traceparent")).as(invalid).isEmpty();
    }
    assertThat(me.list("").headers().map()).doesNotContainKey("traceparent");
  }

  @Test
  void twoHeadersCountAsNone() {
    var me = viewer().with("traceparent", VALID).with("traceparent", VALID);

    assertThat(me.list("").header("traceparent")).isEmpty();
  }

  @Test
  void theLogLineOfARefusalHasTheIdOfTheTrace() {
    var me = viewer("STREAMGATE_LIMIT=0");
    var lines = new Lines("io.streamgate.events");
    me.with("traceparent", VALID).start("{}");
    me.with("traceparent", VALID.replace("00-4", "01-4")).start("{}");

    assertThat(lines.taken()).hasSize(2);
    assertThat(lines.fieldsOf(0)).contains("trace_id=\"" + TRACE + "\"");
    assertThat(lines.fieldsOf(1)).noneMatch(field -> field.startsWith("trace_id"));
  }

  @Test
  void theLogLineOfAnInternalErrorHasTheIdOfTheTrace() {
    Route broken =
        Route.open(
            "/throws",
            _ -> {
              throw new IllegalStateException("a bug");
            });
    try (var server = HandMade.serving(List.of(broken))) {
      var lines = new Lines(Failures.class.getName());
      Client.of(server.port()).with("traceparent", VALID).get("/throws");
      Client.of(server.port()).get("/throws");

      assertThat(lines.taken()).hasSize(2);
      assertThat(lines.fieldsOf(0)).contains("trace_id=\"" + TRACE + "\"");
      assertThat(lines.fieldsOf(1)).noneMatch(field -> field.startsWith("trace_id"));
    }
  }

  /** The lines of one logger, which are collected from now on. */
  private static final class Lines {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    Lines(String name) {
      logger = (Logger) LoggerFactory.getLogger(name);
      logger.setLevel(Level.INFO);
      appender.start();
      logger.addAppender(appender);
    }

    List<ILoggingEvent> taken() {
      logger.detachAppender(appender);
      logger.setLevel(null);
      return appender.list;
    }

    List<String> fieldsOf(int line) {
      return appender.list.get(line).getKeyValuePairs().stream().map(Object::toString).toList();
    }
  }
}
