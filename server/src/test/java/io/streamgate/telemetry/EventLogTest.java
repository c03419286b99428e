package io.streamgate.telemetry;

import static io.streamgate.given.Given.T0;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.limiter.Event;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which events are logged, and with which fields. */
final class EventLogTest {

  private static final Caller CALLER =
      new Caller(new Viewer(new ViewerId("192.0.2.1")), "request-7");
  private static final Event.Trigger BY_CALLER = new Event.Trigger.ByCaller(CALLER);
  private static final StreamId STREAM = new StreamId("1k84sr29q47DEQp2RTJRjt7WqOhRQ_F");

  private final Logger logger = (Logger) LoggerFactory.getLogger("io.streamgate.events");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final EventLog log = new EventLog(nanoTime::get, ViewerNaming.plain());

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

  private static Map<String, String> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }

  @Test
  void aRefusalIsLoggedWithItsReasonItsViewerAndItsRequest() {
    log.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, null, null));

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.INFO);
    assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo("start refused");
    assertThat(fields(lines.list.getFirst()))
        .containsEntry("reason", "limit_reached")
        .containsEntry("active", "3")
        .containsEntry("viewer", "192.0.2.1")
        .containsEntry("request_id", "request-7")
        .doesNotContainKey("trace_id");
  }

  @Test
  void aRefusalIsLoggedWithItsPlanAndItsRule() {
    log.on(new Event.NotStarted(CALLER, Event.Reason.RULE_REACHED, 3, "family", "two-homes"));
    log.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, null, null));

    assertThat(fields(lines.list.getFirst()))
        .containsEntry("reason", "rule_reached")
        .containsEntry("plan", "family")
        .containsEntry("rule", "two-homes");
    assertThat(fields(lines.list.getLast()))
        .containsEntry("plan", "none")
        .containsEntry("rule", "none");
  }

  @Test
  void anEvictedStreamIsLoggedWithThePlanAndTheRuleThatEndedIt() {
    logger.setLevel(Level.DEBUG);
    var member = new Member(STREAM, T0, Playback.fromStart(), Details.NONE);
    var byRule = member.ended(new Ending.Evicted(T0, STREAM, "two-homes"));
    log.on(new Event.StreamEnded(CALLER, byRule, "family"));

    assertThat(fields(lines.list.getFirst()))
        .containsEntry("reason", "evicted")
        .containsEntry("plan", "family")
        .containsEntry("rule", "two-homes");
  }

  @Test
  void aLineHasTheNameOfTheBackEndThatSpeaksForItsViewer() {
    var byBackEnd = new Caller(CALLER.viewer(), new Proof.OfBackEnd("playback"), "request-7", "");
    log.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, null, null));
    log.on(new Event.NotStarted(byBackEnd, Event.Reason.LIMIT_REACHED, 3, null, null));

    assertThat(fields(lines.list.getFirst())).doesNotContainKey("backend");
    assertThat(fields(lines.list.getLast()))
        .containsEntry("backend", "playback")
        .containsEntry("viewer", "192.0.2.1");
  }

  @Test
  void noLineHasTheViewerIfViewersAreHashed() {
    logger.setLevel(Level.DEBUG);
    var hashed = new EventLog(nanoTime::get, _ -> "hash");
    hashed.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, null, null));
    hashed.on(new Event.ChangeRefused(CALLER, STREAM));
    hashed.on(new Event.StoreFailed(BY_CALLER, Event.Operation.START, 5, "disk full"));
    hashed.on(new Event.Started(CALLER, STREAM, Event.Manner.UNENFORCED, null, 1));
    hashed.on(new Event.Started(CALLER, STREAM, Event.Manner.ADMITTED, null, 1));

    assertThat(lines.list)
        .hasSize(5)
        .allSatisfy(line -> assertThat(fields(line)).containsEntry("viewer", "hash"))
        .noneSatisfy(line -> assertThat(fields(line).toString()).contains("192.0.2.1"));
  }

  @Test
  void aLineHasTheIdOfItsTrace() {
    var traced =
        new Caller(
            CALLER.viewer(), CALLER.proof(), "request-7", "4bf92f3577b34da6a3ce929d0e0e4736");
    log.on(new Event.NotStarted(traced, Event.Reason.LIMIT_REACHED, 3, null, null));

    assertThat(fields(lines.list.getFirst()))
        .containsEntry("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
        .containsEntry("request_id", "request-7")
        .containsEntry("viewer", "192.0.2.1");
  }

  /** One viewer in a loop once wrote as many lines as it sent requests. */
  @Test
  void refusalsOfOneReasonLeaveAHundredLinesASecondAndCountTheOthers() {
    for (var request = 0; request < 1_000; request++) {
      log.on(new Event.NotStarted(CALLER, Event.Reason.TOO_MANY_STARTS, 0, null, null));
    }
    log.on(new Event.NotStarted(CALLER, Event.Reason.LIMIT_REACHED, 3, null, null));
    nanoTime.set(1_000_000_000L);
    log.on(new Event.NotStarted(CALLER, Event.Reason.TOO_MANY_STARTS, 0, null, null));

    assertThat(lines.list).hasSize(102);
    assertThat(fields(lines.list.get(100)))
        .containsEntry("reason", "limit_reached")
        .containsEntry("left_out", "0");
    assertThat(fields(lines.list.get(101)))
        .containsEntry("reason", "too_many_starts")
        .containsEntry("left_out", "900");
  }

  @Test
  void uncountedStartsLeaveAHundredLinesASecondAndCountTheOthers() {
    for (var request = 0; request < 1_000; request++) {
      log.on(new Event.Started(CALLER, STREAM, Event.Manner.UNENFORCED, null, 1));
    }
    nanoTime.set(1_000_000_000L);
    log.on(new Event.Started(CALLER, STREAM, Event.Manner.UNENFORCED, null, 1));

    assertThat(lines.list).hasSize(101);
    assertThat(fields(lines.list.get(100)))
        .containsEntry("stream_id", STREAM.value())
        .containsEntry("left_out", "900");
  }

  @Test
  void aStoreThatFailsIsLoggedWithItsCause() {
    log.on(new Event.StoreFailed(BY_CALLER, Event.Operation.START, 5, "disk full"));

    assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.WARN);
    assertThat(fields(lines.list.getFirst()))
        .containsEntry("operation", "start")
        .containsEntry("cause", "disk full")
        .containsEntry("request_id", "request-7");
  }

  @Test
  void aSweepThatFailsIsNoViewersAndNoRequests() {
    log.on(
        new Event.StoreFailed(
            new Event.Trigger.BySchedule(), Event.Operation.SWEEP, 5, "disk full"));

    assertThat(fields(lines.list.getFirst()))
        .containsEntry("operation", "sweep")
        .containsEntry("cause", "disk full")
        .doesNotContainKeys("viewer", "request_id");
  }

  @Test
  void aStoreThatFailsForEverybodyLeavesFiveLinesASecondAndCountsTheOthers() {
    for (var second = 0; second < 3; second++) {
      nanoTime.set(second * 1_000_000_000L);
      for (var request = 0; request < 1_000; request++) {
        log.on(new Event.StoreFailed(BY_CALLER, Event.Operation.START, 5, "disk full"));
      }
    }

    assertThat(lines.list)
        .extracting(line -> fields(line).get("left_out"))
        .containsExactly(
            "0", "0", "0", "0", "0", "995", "0", "0", "0", "0", "995", "0", "0", "0", "0");
  }

  @Test
  void whatGoesWellLeavesNoLine() {
    log.on(new Event.Started(CALLER, STREAM, Event.Manner.ADMITTED, null, 1));
    log.on(new Event.HeartbeatAnswered(CALLER, STREAM, Event.Finding.MEMBER));
    log.on(new Event.StoreAnswered(Event.Operation.START, 5));

    assertThat(lines.list).isEmpty();
  }
}
