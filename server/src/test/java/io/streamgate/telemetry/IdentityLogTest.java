package io.streamgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Missing;
import io.streamgate.identity.Identification.NotKnown;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Identification.Unavailable;
import io.streamgate.identity.operator.RefusedCall;
import io.streamgate.identity.operator.RefusedCall.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Lines about requests without a viewer. */
final class IdentityLogTest {

  private static final NotKnown EXPIRED = new Unauthorized(Credential.INVALID, "it has expired");

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.streamgate.events");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final IdentityLog log = new IdentityLog(nanoTime::get, true);

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

  @Test
  void aLineSaysWhichRequestHadNoViewerAndWhy() {
    log.notIdentified("request-7", "4bf92f3577b34da6a3ce929d0e0e4736", EXPIRED);

    assertThat(fields())
        .containsExactly(
            "request_id=\"request-7\", trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\","
                + " reason=\"token_invalid\", detail=\"it has expired\", left_out=\"0\"");
  }

  @Test
  void aRefusedCallOfAnOperatorIsALine() {
    log.refused(call("request-8", RefusalReason.ROLE_TOO_SMALL, "anna may only read"));

    assertThat(fields())
        .containsExactly(
            "request_id=\"request-8\", reason=\"role_too_small\", peer=\"192.0.2.7\","
                + " detail=\"anna may only read\", left_out=\"0\"");
  }

  @Test
  void eachReasonToRefuseACallHasALineASecond() {
    for (var call = 0; call < 20; call++) {
      log.refused(call("r", RefusalReason.TOKEN_INVALID, "wrong"));
      log.refused(call("r", RefusalReason.TOO_MANY_ATTEMPTS, "too many"));
    }
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    log.refused(call("r", RefusalReason.TOKEN_INVALID, "wrong"));

    assertThat(fields()).hasSize(3).last().asString().endsWith("left_out=\"19\"");
  }

  private static RefusedCall call(String requestId, RefusalReason reason, String detail) {
    return new RefusedCall(requestId, "", "192.0.2.7", reason, detail);
  }

  @Test
  void eachReasonIsNamedAfterItsProblem() {
    log.notIdentified("r", "", new Missing("a"));
    log.notIdentified("r", "", new Invalid("b"));
    log.notIdentified("r", "", new Unauthorized(Credential.MISSING, "c"));
    log.notIdentified("r", "", EXPIRED);
    log.notIdentified("r", "", new Unavailable("e", Duration.ofSeconds(1)));

    assertThat(fields())
        .extracting(line -> line.replaceAll(".*reason=\"(\\w+)\".*", "$1"))
        .containsExactly(
            "viewer_missing",
            "viewer_invalid",
            "token_missing",
            "token_invalid",
            "identity_unavailable");
  }

  @Test
  void aFloodOfOneReasonIsALineASecondAndHidesNoOther() {
    for (var request = 0; request < 1_000; request++) {
      log.notIdentified("r", "", EXPIRED);
    }
    log.notIdentified("r", "", new Missing("a"));
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    log.notIdentified("r", "", EXPIRED);

    assertThat(fields()).hasSize(3).last().asString().contains("left_out=\"999\"");
  }

  @Test
  void anAddressIsNotQuotedWhereViewersAreHashed() {
    var hashed = new IdentityLog(nanoTime::get, false);
    hashed.notIdentified("r", "", new Invalid("it is '203.0.113.7:99999'"));
    hashed.notIdentified("r", "", EXPIRED);

    assertThat(fields()).first().asString().contains("not logged").doesNotContain("203.0.113.7");
    assertThat(fields()).last().asString().contains("it has expired");
  }

  private List<String> fields() {
    return lines.list.stream()
        .map(event -> event.getKeyValuePairs().stream().map(Object::toString))
        .map(fields -> fields.collect(Collectors.joining(", ")))
        .toList();
  }
}
