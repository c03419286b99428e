package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.given.GivenPlans.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.Start;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.rule.Rules;
import io.streamgate.lease.stream.AtStart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start without a read requires of an item, under a plan with rules. */
final class StartClausesTest extends ChangeFixture {

  private static final String FREE_OF_EARLIER_AND_OVERRIDE =
      "attribute_not_exists(#L) AND attribute_not_exists(#R) AND attribute_not_exists(o) AND ";
  private static final Takeover NAMES_TV = new Takeover.Chosen(List.of(TV));

  private void start(Start.Play play, Rules rules) {
    change = new Updates(RETENTION).start(play, rules, second(0));
  }

  private static Rules plan(int limit) {
    return GivenPlans.plan("sport", limit, List.of(GivenPlans.ONE_LIVE_MATCH), null);
  }

  @Test
  void ofAStreamThatARuleBoundsItIsTheFirstOneThatCounts() {
    start(play(A, "content_type", "live", "genre", "sport"), plan(5));

    assertThat(change.condition())
        .isEqualTo(FREE_OF_EARLIER_AND_OVERRIDE + "attribute_not_exists(ids)");
    assertThat(change.update()).endsWith("ADD ids :sid, v :one");
  }

  @Test
  void ofAStreamThatNoRuleBoundsTheSizeCounts() {
    start(play(A), plan(5));

    assertThat(change.condition())
        .isEqualTo(FREE_OF_EARLIER_AND_OVERRIDE + "(attribute_not_exists(ids) OR size(ids) < :n)");
    assertThat(value(":n").n()).isEqualTo("5");
  }

  @Test
  void aStreamThatDoesNotCountHasASetAndABoundOfItsOwn() {
    start(play(A, "free", "yes"), family(5));

    assertThat(change.condition())
        .isEqualTo(FREE_OF_EARLIER_AND_OVERRIDE + "(attribute_not_exists(un) OR size(un) < :n)");
    assertThat(change.update()).endsWith("ADD un :sid, v :one");
    assertThat(value(":n").n()).isEqualTo("20");
    assertThat(value(":sid").ss()).containsExactly(A.sid().value());
  }

  @Test
  void aStreamThatDoesNotCountReplacesThatOfItsDeviceToo() {
    start(play(TV, "free", "yes"), family(5));

    assertThat(change.condition()).endsWith(" AND NOT contains(devs, :d)");
    assertThat(change.update()).endsWith("ADD un :sid, devs :marks, v :one");
  }

  /** A named stream may be counted or uncounted, so both sets must be empty. */
  @Test
  void aStartThatNamesStreamsRequiresAnItemWithoutStreams() {
    for (var free : List.of("", "yes")) {
      start(play(A, NAMES_TV, "free", free), family(5));

      assertThat(change.condition())
          .isEqualTo(
              FREE_OF_EARLIER_AND_OVERRIDE
                  + "attribute_not_exists(ids) AND attribute_not_exists(un)");
    }
  }

  @Test
  void theLeaseSaysWhatWasTrueAtTheStart() {
    var play = play(A, "free", "yes", "network", "192.0.2.1");

    start(play, family(5));

    var member = StreamCodec.member(A.sid(), value(":lease").m());
    assertThat(member).isEqualTo(play.admitted(family(5), second(0)));
    assertThat(member.atStart())
        .isEqualTo(new AtStart("family", family(5).limit(), play.facts(), false));
  }

  /** The key was made for an earlier try of this start. */
  @Test
  void theLeaseBeginsWhenTheStartIsMade() {
    change = new Updates(RETENTION).start(play(id("a", 0)), family(5), second(3));

    assertThat(StreamCodec.member(A.sid(), value(":lease").m()).lastSeenAt()).isEqualTo(second(3));
  }
}
