package io.streamgate.events;

import static io.streamgate.events.EventFixture.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.events.CloudEvents.Viewers;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.lease.stream.Termination;
import io.streamgate.limiter.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples in docs/EVENTS.md are what the server writes. */
final class EventsDocumentTest {

  private static final Path PAGE = Path.of("..", "docs", "EVENTS.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```json\n(\\{\"specversion\".*?)\n```", Pattern.DOTALL);
  private static final Pattern LINE_BREAK = Pattern.compile("\n *");

  private static final String VIEWER = "203.0.113.7";
  private static final Limit THREE = new Limit.AtMost(3);
  private static final StreamId NEXT = EventFixture.stream(2);

  private static final List<Event> EXAMPLES =
      List.of(
          new Event.Started(
              EventFixture.caller(VIEWER), NEXT, Event.Manner.ADMITTED, "family", 2, THREE),
          new Event.NotStarted(
              EventFixture.caller(VIEWER),
              Event.Reason.RULE_REACHED,
              2,
              "family",
              "two-homes",
              THREE),
          new Event.StreamEnded(
              EventFixture.caller(VIEWER), ended(new Ending.Evicted(NOON, NEXT)), "family"),
          new Event.StreamEnded(
              EventFixture.operatorFor(VIEWER),
              ended(new Ending.Terminated(NOON, new Termination("operate", "Fair use"))),
              "family"),
          new Event.Lapsed(new ViewerId(VIEWER), ended(new Ending.Expired(NOON.minusSeconds(600)))),
          new Event.Overridden(
              EventFixture.operatorFor(VIEWER),
              new ViewerOverride(
                  new ViewerOverride.Grant.OfLimit(new Limit.AtMost(5)),
                  NOON.plusSeconds(86_400),
                  "olga",
                  "A cup final")),
          new Event.Erased(EventFixture.operatorFor(VIEWER), false));

  private static Ended ended(Ending ending) {
    var last =
        new Member(
            EventFixture.STREAM, NOON.plusSeconds(90), new Playback.Playing(0), Details.NONE);
    return new Ended(last, ending);
  }

  @Test
  void examplesAreWhatTheServerWrites() throws IOException {
    var kept = new EventFixture.Kept();
    var events = EventFixture.writing(Viewers.HASHED, kept);
    EXAMPLES.forEach(event -> events.on(event, NOON));

    var page = Files.readString(PAGE, UTF_8);
    var examples =
        EXAMPLE
            .matcher(page)
            .results()
            .map(block -> LINE_BREAK.matcher(block.group(1)).replaceAll(""))
            .map(json -> json.replace("\": ", "\":").replace(", \"", ",\""))
            .toList();
    assertThat(examples).isEqualTo(kept.json());
  }

  @Test
  void everyTypeIsInTheTable() throws IOException {
    var page = Files.readString(PAGE, UTF_8);
    for (var event : EXAMPLES) {
      assertThat(page).contains("| `" + EventTypes.of(event) + "` | ");
    }
  }

  @Test
  void everyReasonForADropIsExplained() throws IOException {
    var page = Files.readString(PAGE, UTF_8);
    for (var reason : Drops.DropReason.values()) {
      assertThat(page).contains("`" + reason.word() + "`");
    }
  }
}
