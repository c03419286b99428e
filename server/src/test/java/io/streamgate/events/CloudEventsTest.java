package io.streamgate.events;

import static io.streamgate.events.EventFixture.NOON;
import static io.streamgate.events.EventFixture.erased;
import static io.streamgate.events.EventFixture.started;
import static io.streamgate.events.EventFixture.writing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.events.CloudEvents.Viewers;
import io.streamgate.limiter.Event;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Which events are written, and how they name viewers. */
final class CloudEventsTest {

  private static final String ANNA = "anna@example.com";

  private final EventFixture.Kept kept = new EventFixture.Kept();

  @Test
  void viewerIsNamedByAHashThatIsAlwaysTheSame() {
    var events = writing(Viewers.HASHED, kept);
    events.on(started(ANNA), NOON);
    events.on(started(ANNA), NOON);
    events.on(started("ben"), NOON);
    var anna = "\"subject\":\"" + EventFixture.hash().subject(started(ANNA).caller().viewer().id());
    assertThat(kept.json())
        .extracting(json -> json.contains(anna))
        .containsExactly(true, true, false);
    assertThat(kept.json()).noneMatch(json -> json.contains("anna"));
  }

  @Test
  void viewerIsNamedByItsIdIfTheSettingSaysSo() {
    writing(Viewers.PLAIN, kept).on(started(ANNA), NOON);
    assertThat(kept.json()).singleElement().asString().contains("\"subject\":\"" + ANNA + "\"");
  }

  @Test
  void erasedViewerIsNamedInNoEventThatWaits() {
    var events = writing(Viewers.PLAIN, kept);
    events.on(started(ANNA), NOON);
    events.on(started("ben"), NOON);
    events.on(erased(ANNA), NOON);
    assertThat(kept.json()).hasSize(3).noneMatch(json -> json.contains("anna"));
    assertThat(kept.json().get(0)).contains("\"id\":\"1\"").contains("stream.admitted");
    assertThat(kept.json().get(1)).contains("\"subject\":\"ben\"");
    assertThat(kept.json().get(2)).contains("viewer.erased");
  }

  @Test
  void repetitionsAndWhatIsForMetricsOnlyAreNoEvents() {
    var events = writing(Viewers.HASHED, kept);
    var caller = EventFixture.caller(ANNA);
    events.on(new Event.Started(caller, EventFixture.STREAM, Event.Manner.REPLAYED, null, 1), NOON);
    events.on(new Event.HeartbeatAnswered(caller, EventFixture.STREAM, Event.Finding.MEMBER), NOON);
    events.on(new Event.Expired(3), NOON);
    assertThat(kept.json()).isEmpty();
  }

  @Test
  void lineOfStdoutBeginsWithTheVersionAndOneThatDoesNotFitIsCounted() {
    var lines = new ArrayList<String>();
    var drops = new Drops();
    var stdout =
        new StdoutSink(line -> lines.isEmpty() && lines.add(new String(line, UTF_8)), drops);
    var events = writing(Viewers.HASHED, stdout);
    events.on(started(ANNA), NOON);
    events.on(started(ANNA), NOON);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("{\"specversion\":\"1.0\",")
        .endsWith("}\n");
    assertThat(drops.count(Drops.DropReason.STDOUT_FULL)).isEqualTo(1);
  }
}
