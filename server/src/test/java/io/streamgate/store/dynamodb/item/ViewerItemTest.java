package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.store.dynamodb.item.AttributeValues.number;
import static io.streamgate.store.dynamodb.item.AttributeValues.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;

import io.streamgate.given.Given;
import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import io.streamgate.store.dynamodb.item.packing.Packing;
import io.streamgate.store.dynamodb.item.packing.PackingTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ViewerItemTest {

  private static final StreamId A = id("a", 0);
  private static final StreamId B = id("tv/b", 1);
  private static final Member MEMBER =
      new Member(A, second(90), Playback.fromStart(), Details.NONE);

  private final Map<String, AttributeValue> item = new HashMap<>(Map.of("v", number(7)));

  @Test
  void noAttributesAreNoItem() {
    assertThat(ViewerItem.of(Map.of())).isEqualTo(ViewerItem.NONE);
    assertThat(ViewerItem.NONE.set()).isEqualTo(LeaseSet.EMPTY);
  }

  @Test
  void membersAreReadInTheOrderTheyStarted() {
    var pause = new Playback.Paused(second(5), 4000);
    var paused = new Member(B, second(60), pause, PackingTest.TELEVISION);
    member(paused);
    member(MEMBER);
    var read = ViewerItem.of(item);

    assertThat(read.version()).isEqualTo(7);
    assertThat(read.set().members()).containsExactly(MEMBER, paused);
    assertThat(read.member(A.sid())).contains(MEMBER);
    assertThat(read.member(id("c", 0).sid())).isEmpty();
  }

  static List<Ending> endings() {
    return List.of(
        new Ending.Finished(second(9)),
        new Ending.Stopped(second(9), new Device.Named("Küche 🎬")),
        new Ending.Recorded(second(9)),
        new Ending.Evicted(second(9), B),
        new Ending.Replaced(second(9), B),
        new Ending.Displaced(second(9), B),
        new Ending.Expired(second(9)),
        new Ending.Other("stopped", second(9), B),
        new Ending.Other("terminated", second(9), null));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void anEndedStreamIsWhatItsOutboxEntryAndItsTombstoneTell(Ending ending) {
    var ended = new Ended(MEMBER, ending);
    tombstone(ended);
    outbox(ended);

    var read = ViewerItem.of(item);

    assertThat(read.set().recent()).containsExactly(ended);
    assertThat(read.unwritten(second(10))).containsExactly(ended);
  }

  @Test
  void aTombstoneAloneTellsWhichStreamItWasAndHowItEnded() {
    tombstone(new Ended(MEMBER, new Ending.Evicted(second(9), B)));

    var read = ViewerItem.of(item);

    assertThat(read.ended(A).orElseThrow().id()).isEqualTo(A);
    assertThat(read.ended(A).orElseThrow().ending()).isEqualTo(new Ending.Evicted(second(9), B));
    assertThat(read.unwritten(second(10))).isEmpty();
  }

  @Test
  void anEndOfAReasonThatThisVersionDoesNotKnowIsReadAsItIs() {
    assertThat(ending("stopped", B.value()))
        .isEqualTo(new Ending.Other("stopped", Instant.ofEpochMilli(1), B));
    assertThat(ending("e", "an operator"))
        .isEqualTo(new Ending.Other("e", Instant.ofEpochMilli(1), null));
  }

  private Ending ending(String reason, String by) {
    var tombstone = Map.of("s", number(0), "e", number(1), "r", text(reason), "b", text(by));
    item.put(AttributeNames.tombstone(A.sid()), fromM(tombstone));
    return ViewerItem.of(item).ended().getFirst().ending();
  }

  @Test
  void anEndOfNoReasonIsRefused() {
    item.put(AttributeNames.tombstone(A.sid()), fromM(Map.of("s", number(0), "e", number(1))));

    assertThatThrownBy(() -> ViewerItem.of(item))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no reason among [");
  }

  @Test
  void whatOneHasEndedOneselfIsDueAtOnceAndWhatOthersHaveAfterAMinute() {
    var own = new Ended(MEMBER, new Ending.Finished(second(100)));
    var other = new Ended(member(B), new Ending.Finished(second(100)));
    for (var ended : List.of(own, other)) {
      tombstone(ended);
      outbox(ended);
    }
    var read = ViewerItem.of(item);

    assertThat(read.due(List.of(A), second(101))).containsExactly(own);
    assertThat(read.due(List.of(), second(159.999))).isEmpty();
    assertThat(read.due(List.of(), second(160))).containsExactlyInAnyOrder(own, other);
  }

  @Test
  void aTombstoneIsForgottenTenSecondsAfterItsKey() {
    tombstone(new Ended(MEMBER, new Ending.Finished(second(0))));
    var read = ViewerItem.of(item);

    assertThat(read.forgotten(0, second(129.999))).isEmpty();
    assertThat(read.forgotten(0, second(130))).hasSize(1);
  }

  @Test
  void aTombstoneIsNotForgottenWhileItsRowIsUnwritten() {
    var ended = new Ended(MEMBER, new Ending.Finished(second(0)));
    tombstone(ended);
    outbox(ended);

    assertThat(ViewerItem.of(item).forgotten(0, second(3600))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("endings")
  void aStreamWhoseSlotAnotherTookIsFoundByThatOne(Ending ending) {
    var ended = new Ended(MEMBER, ending);
    tombstone(ended);
    outbox(ended);
    var read = ViewerItem.of(item);

    var isTaken =
        switch (ending) {
          case Ending.Finished _, Ending.Stopped _ -> false;
          case Ending.Recorded _, Ending.Expired _, Ending.Terminated _ -> false;
          case Ending.Evicted _, Ending.Replaced _, Ending.Displaced _ -> true;
          case Ending.Other(_, _, var by) -> by != null;
        };
    assertThat(read.takenBy(B)).isEqualTo(isTaken ? List.of(ended) : List.of());
    assertThat(read.takenBy(A)).isEmpty();
  }

  @Test
  void endedStreamsAreReadInTheOrderTheyEnded() {
    for (var n : List.of(5, 2, 7, 1, 8, 3, 6, 4)) {
      tombstone(new Ended(member(id("s" + n, 9 - n)), new Ending.Finished(second(100 + n))));
    }

    assertThat(ViewerItem.of(item).set().recent())
        .extracting(stream -> stream.ending().at())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(101, 108).mapToObj(Given::second).toList());
  }

  @Test
  void ofSeveralEndedStreamsTheOneOfThatIdIsFound() {
    var stopped = new Ended(member(B), new Ending.Finished(second(8)));
    tombstone(stopped);
    tombstone(new Ended(MEMBER, new Ending.Recorded(second(9))));

    assertThat(ViewerItem.of(item).ended(A)).map(Ended::id).contains(A);
    assertThat(ViewerItem.of(item).ended(B)).map(Ended::id).contains(B);
    assertThat(ViewerItem.of(item).ended(id("c", 0))).isEmpty();
  }

  @Test
  void aStreamWhoseRowIsWrittenIsNotDueAgain() {
    tombstone(new Ended(MEMBER, new Ending.Finished(second(100))));

    assertThat(ViewerItem.of(item).due(List.of(A), second(160))).isEmpty();
  }

  @Test
  void membersThatTimeHasEndedAreUnwrittenEndedStreams() {
    member(MEMBER);
    var read = ViewerItem.of(item);

    assertThat(read.hasMembersOverAt(second(689.999))).isFalse();
    assertThat(read.unwritten(second(689.999))).isEmpty();
    assertThat(read.hasMembersOverAt(second(690))).isTrue();
    assertThat(read.unwritten(second(690))).containsExactly(MEMBER.expired());
  }

  @Test
  void largeDetailsAreStoodForByTheirDigest() {
    var large = new Details("{\"src\":\"" + randomLooking(900) + "\"}");
    member(new Member(A, second(90), Playback.fromStart(), large));

    var read = ViewerItem.of(item).member(A.sid()).orElseThrow().details();

    assertThat(DetailsReference.in(read)).contains(new DetailsReference(Packing.digest(large)));
    assertThat(DetailsReference.to(large).standIn()).isEqualTo(read);
    assertThat(DetailsReference.in(large)).isEmpty();
  }

  /** Text that hardly compresses. */
  static String randomLooking(int length) {
    var text = new StringBuilder();
    for (var i = 0; text.length() < length; i++) {
      text.append(Packing.digest(new Details("{\"n\":" + i + "}")));
    }
    return text.substring(0, length);
  }

  private static Member member(StreamId id) {
    return new Member(id, second(90), Playback.fromStart(), Details.NONE);
  }

  private void member(Member member) {
    item.put(AttributeNames.lease(member.id().sid()), fromM(StreamCodec.lease(member)));
  }

  private void tombstone(Ended ended) {
    item.put(AttributeNames.tombstone(ended.id().sid()), fromM(StreamCodec.tombstone(ended)));
  }

  private void outbox(Ended ended) {
    item.put(AttributeNames.outbox(ended.id().sid()), fromM(StreamCodec.lease(ended.last())));
  }
}
