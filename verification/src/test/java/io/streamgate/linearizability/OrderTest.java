package io.streamgate.linearizability;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.StreamId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the checker itself with hand-written histories: starts of stream a, and reads. */
@Tag("model")
final class OrderTest {

  private static final StreamId A = id("a", 0);
  private static final String MEMBER = A + " until 1772366490000 playing at 0 {}";
  private static final String ADMITTED = "admitted " + MEMBER + ", for [], among 1";

  private static Call start(int asked, long answered) {
    var start = new Operation.Starts(play(A), limit(1), second(0));
    return new Call(0, start, asked, answered, answered == Call.NEVER ? "" : ADMITTED);
  }

  private static Call read(int asked, int answered, String answer) {
    return new Call(1, new Operation.Reads(second(1)), asked, answered, answer);
  }

  @Test
  void aReadAfterAStartSeesIt() {
    assertThat(Order.exists(List.of(start(1, 2), read(3, 4, "[" + MEMBER + "]")))).isTrue();
    assertThat(Order.exists(List.of(start(1, 2), read(3, 4, "[]")))).isFalse();
  }

  @Test
  void aReadDuringAStartMaySeeItOrNot() {
    assertThat(Order.exists(List.of(start(1, 4), read(2, 3, "[" + MEMBER + "]")))).isTrue();
    assertThat(Order.exists(List.of(start(1, 4), read(2, 3, "[]")))).isTrue();
  }

  @Test
  void whatWasSeenIsNotUnseenAgain() {
    var seen = read(2, 3, "[" + MEMBER + "]");

    assertThat(Order.exists(List.of(start(1, 6), seen, read(4, 5, "[]")))).isFalse();
    assertThat(Order.exists(List.of(start(1, 6), read(2, 3, "[]"), read(4, 5, "[]")))).isTrue();
  }

  @Test
  void aStartThatWasNotAnsweredMayHappenAtAnyLaterTimeOrNever() {
    var open = start(1, Call.NEVER);
    var seen = read(8, 9, "[" + MEMBER + "]");

    assertThat(Order.exists(List.of(open, read(6, 7, "[]"), seen))).isTrue();
    assertThat(Order.exists(List.of(open, read(6, 7, "[]"), read(8, 9, "[]")))).isTrue();
    assertThat(Order.exists(List.of(read(6, 7, "[" + MEMBER + "]"), start(8, Call.NEVER))))
        .isFalse();
  }

  @Test
  void aCounterexampleHasTheCallsThatMatterAndNoOther() {
    var blind = read(5, 6, "[]");
    var calls = List.of(start(1, 2), read(3, 4, "[" + MEMBER + "]"), blind, read(7, 8, "[]"));

    var least = Counterexample.of(calls);

    assertThat(least).isEqualTo(new Counterexample(List.of(start(1, 2), blind), 0));
    assertThat(least.table().lines())
        .containsExactly(
            "  thread 0, 1 to 2, now 2026-03-01T12:00:00Z: start "
                + (A + " within 1 -> " + ADMITTED),
            "  thread 1, 5 to 6, now 2026-03-01T12:00:01Z: read -> []");
  }
}
