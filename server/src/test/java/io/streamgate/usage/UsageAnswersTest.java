package io.streamgate.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.Sid;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.limiter.Event;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The answers of two nodes, merged: what one node would have answered that had seen it all. */
final class UsageAnswersTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
  private static final StreamId STREAM =
      StreamId.of(NOON, Sid.ofRandom(Device.UNNAMED, new byte[Sid.RANDOM_BYTES]));

  private final Usage one = new Usage(NOON, viewer -> viewer.value().hashCode());
  private final Usage other = new Usage(NOON.plusSeconds(60), v -> v.value().hashCode());

  UsageAnswersTest() {
    for (var viewer = 0; viewer < 5_000; viewer++) {
      start(viewer % 2 == 0 ? one : other, "v" + viewer, 1);
      start(one, "v" + viewer % 10, 2);
      start(other, "v" + viewer % 10, 3);
    }
  }

  private void start(Usage node, String viewer, int active) {
    var caller = new Caller(new Viewer(new ViewerId(viewer)), "r");
    var event = new Event.Started(caller, STREAM, Event.Manner.ADMITTED, null, active);
    node.count(event, NOON);
    node.record(event, NOON);
  }

  private static String json(Consumer<JsonGenerator> members) {
    var text = new StringWriter();
    try (var json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String levels(Usage node) {
    return json(json -> UsageJson.write(json, node.levels(TODAY, NOON)));
  }

  private static String top(Usage node) {
    return json(json -> UsageJson.write(json, node.top(Activity.STARTED, 10, NOON)));
  }

  @Test
  void startsAreAddedAndViewersOfBothNodesCountOnce() {
    var merged = UsageAnswers.merge(List.of(levels(one), levels(other)));
    assertThat(merged).contains("{\"level\":2,\"starts\":5000,\"viewers\":10}");
    assertThat(merged).contains("{\"level\":3,\"starts\":5000,\"viewers\":10}");
    var level1 =
        Pattern.compile("\\{\"level\":1,\"starts\":5000,\"viewers\":(\\d+)}").matcher(merged);
    assertThat(level1.find()).isTrue();
    assertThat(Integer.parseInt(level1.group(1))).isBetween(4_850, 5_150);
  }

  @Test
  void viewersAreRankedByTheirEventsOnBothNodes() {
    var merged = UsageAnswers.merge(List.of(top(one), top(other)));
    assertThat(merged)
        .startsWith(
            "{\"by\":\"started\",\"since\":\"2026-11-29T12:00:00Z\",\"approximate\":true,"
                + "\"viewers\":[{\"viewer\":\"v0\",\"count\":1000,\"at_most\":1001}");
  }

  @Test
  void oneAnswerStaysWhatItIs() {
    assertThat(UsageAnswers.merge(List.of(levels(one)))).isEqualTo(levels(one));
  }

  @Test
  void answersToOtherQuestionsAreRefused() {
    assertThatThrownBy(() -> UsageAnswers.merge(List.of(levels(one), top(one))))
        .hasMessage("one is about levels and another about the top");
    assertThatThrownBy(() -> UsageAnswers.merge(List.of(levels(one), "{\"by\":\"started\"}")))
        .hasMessageStartingWith("not an answer of");
    assertThatThrownBy(() -> UsageAnswers.merge(List.of("[")))
        .hasMessageStartingWith("not an answer of");
    assertThatThrownBy(
            () ->
                UsageAnswers.merge(
                    List.of(levels(one), levels(one).replace("2026-11-29", "2026-11-28"))))
        .hasMessage("the days differ: 2026-11-29 and 2026-11-28; merge answers for the same day");
  }
}
