package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.lease.stream.Details.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compare-and-swap. */
final class CompareAndSwapTest extends ChangeFixture {

  @Test
  void aSwapComparesTheVersionAndTheExpiryOfTheLapsedAlone() {
    var lapsed = member(A, 90, "{}");
    var live = member(TV, 200, "{}");
    var admitted = member(id("c", 100), 190, "{}");
    var ended =
        List.of(
            new Ended(lapsed, new Ending.Displaced(second(100), admitted.id())),
            new Ended(live, new Ending.Evicted(second(100), admitted.id())));
    var next = new LeaseSet(List.of(admitted), List.of());

    change = CompareAndSwap.admitting(item(lapsed, live), admitted, next, ended, RETENTION);

    assertThat(change.condition()).isEqualTo("v = :v AND #D0.x = :x0");
    assertThat(change.update())
        .isEqualTo(
            "SET v = :next, #E0=#D0, #R0=:r0, #E1=#D1, #R1=:r1, ids = :ids,"
                + " #L = :lease, #t = if_not_exists(ot, :ttl) REMOVE #D0, #D1, un, devs");
    assertThat(value(":x0").n()).isEqualTo(ms(90));
    assertThat(value(":v").n()).isEqualTo("7");
    assertThat(value(":next").n()).isEqualTo("8");
    assertThat(value(":ids").ss()).containsExactly(admitted.id().sid().value());
  }

  @Test
  void aSwapThatEvictsAPausedStreamComparesWhenItWasPaused() {
    var paused = new Member(A, second(0), second(90), new Playback.Paused(second(5), 7), NONE);
    var admitted = member(id("c", 10), 100, "{}");
    var ended = List.of(new Ended(paused, new Ending.Evicted(second(10), admitted.id())));
    var next = new LeaseSet(List.of(admitted), List.of());

    change = CompareAndSwap.admitting(item(paused), admitted, next, ended, RETENTION);

    assertThat(change.condition()).isEqualTo("v = :v AND #D0.p = :p0");
    assertThat(value(":p0").n()).isEqualTo(ms(5));
  }

  @Test
  void aSwapOfAKeyUsedAgainTakesTheOlderTombstoneAway() {
    var older = new Ended(member(A, 90, "{}"), new Ending.Finished(second(10)));
    var read = new ViewerItem(7, List.of(), List.of(older), Map.of(), Map.of());
    var admitted = member(id("a", 200), 290, "{}");

    change =
        CompareAndSwap.admitting(
            read, admitted, new LeaseSet(List.of(admitted), List.of()), List.of(), RETENTION);

    assertThat(change.update()).contains("REMOVE un, devs, #R, #E");
  }

  @Test
  void aSwapOnNoItemWantsThereToBeNone() {
    var admitted = member(TV, 91, "{}");

    change =
        CompareAndSwap.admitting(
            ViewerItem.NONE,
            admitted,
            new LeaseSet(List.of(admitted), List.of()),
            List.of(),
            RETENTION);

    assertThat(change.condition()).isEqualTo("attribute_not_exists(v)");
    assertThat(value(":devs").ss()).hasSize(1);
  }

  @Test
  void theMarkOfADeviceThatMembersShareIsThereTwice() {
    var mark = TV.sid().value().substring(0, 6);
    var next =
        List.of(
            member(id("a", 0), 90, "{}"), member(TV, 91, "{}"), member(id("tv/c", 2), 92, "{}"));

    change =
        CompareAndSwap.ending(item(member(A, 90, "{}")), new LeaseSet(next, List.of()), List.of());

    assertThat(value(":devs").ss()).containsExactlyInAnyOrder(mark, "+" + mark);
  }

  @Test
  void lastWordsFitAMemberOfWhichNothingHasChanged() {
    var read = item(member(A, 90, "{\"size\":1}"));
    var ended = new Ended(member(A, 90, "{\"size\":2}"), new Ending.Finished(second(9)));

    change = CompareAndSwap.recording(read, LeaseSet.EMPTY, ended);

    assertThat(change.condition())
        .isEqualTo(
            "v = :v AND #L.s = :s AND #L.x = :x AND attribute_not_exists(#L.l)"
                + " AND attribute_not_exists(#L.p) AND attribute_not_exists(#L.q) AND #L.m = :m"
                + " AND attribute_not_exists(#L.c)");
    assertThat(change.update())
        .isEqualTo("SET v = :next, #E = :last, #R = :tombstone REMOVE #L, ids, un, devs");
  }

  @Test
  void lastWordsTakeAlongWhatThisVersionDoesNotKnowIfItIsAsItWas() {
    var facts = fromM(Map.of("genre", fromL(List.of(fromS("news")))));
    var lease = new HashMap<>(StreamCodec.lease(member(A, 90, "{}")));
    lease.put("future", facts);
    var members = List.of(member(A, 90, "{}"));
    var read = new ViewerItem(7, members, List.of(), Map.of(), Map.of(A, fromM(lease)));
    var ended = new Ended(member(A, 90, "{\"size\":2}"), new Ending.Finished(second(9)));

    change = CompareAndSwap.recording(read, LeaseSet.EMPTY, ended);

    assertThat(change.condition())
        .endsWith(
            " AND attribute_not_exists(#L.m) AND attribute_not_exists(#L.c)"
                + " AND size(#L) = :k0 AND size(#L.#k1) = :k2"
                + " AND size(#L.#k1.#k3) = :k4 AND #L.#k1.#k3[0] = :k5");
    assertThat(change.names()).containsEntry("#k1", "future").containsEntry("#k3", "genre");
    assertThat(value(":k0").n()).isEqualTo("3");
    assertThat(value(":k2").n()).isEqualTo("1");
    assertThat(value(":k4").n()).isEqualTo("1");
    assertThat(value(":k5").s()).isEqualTo("news");
    assertThat(value(":last").m())
        .containsEntry("future", facts)
        .containsKeys("s", "x", "m")
        .hasSize(4);
  }

  @Test
  void ofThoseThatEndOnlyTheLapsedMustNotHaveBeenRevived() {
    var by = id("c", 100);
    var endings =
        List.of(
            new Ending.Finished(second(100)),
            new Ending.Stopped(second(100), new Device.Named("tv")),
            new Ending.Recorded(second(100)),
            new Ending.Evicted(second(100), by),
            new Ending.Replaced(second(100), by),
            new Ending.Displaced(second(100), by),
            new Ending.Expired(second(90)),
            new Ending.Other("terminated", second(100), null));
    var ended = new ArrayList<Ended>();
    for (var ending : endings) {
      ended.add(new Ended(member(id("s" + ended.size(), 0), 90, "{}"), ending));
    }

    change = CompareAndSwap.ending(item(member(A, 90, "{}")), LeaseSet.EMPTY, ended);

    assertThat(change.condition()).isEqualTo("v = :v AND #D5.x = :x5 AND #D6.x = :x6");
  }

  @Test
  void anEndKeepsTheOthersAndCopiesTheLeaseAsTheTableHasIt() {
    var over = member(A, 90, "{}");
    var other = member(TV, 900, "{}");

    change =
        CompareAndSwap.ending(
            item(over, other), new LeaseSet(List.of(other), List.of()), List.of(over.expired()));

    assertThat(change.update())
        .isEqualTo("SET v = :next, #E0=#D0, #R0=:r0, ids = :ids, devs = :devs REMOVE #D0, un");
    assertThat(value(":ids").ss()).containsExactly(TV.sid().value());
  }

  @Test
  void theSetsOfASwapTellMembersThatCountFromOthers() {
    var counted = member(A, 90, "{}");
    var free = member(TV, 90, "{}").with(new AtStart("family", null, Map.of(), false));
    var admitted = member(id("c", 10), 100, "{}");
    var next = new LeaseSet(List.of(counted, free, admitted), List.of());

    change = CompareAndSwap.admitting(item(counted, free), admitted, next, List.of(), RETENTION);

    assertThat(change.update()).startsWith("SET v = :next, ids = :ids, un = :un, devs = :devs,");
    assertThat(value(":ids").ss()).hasSize(2).doesNotContain(TV.sid().value());
    assertThat(value(":un").ss()).containsExactly(TV.sid().value());
  }

  /** DynamoDB rejects expressions of more than 4 KB; then the viewer could start nothing again. */
  @Test
  void aHundredStreamsThatCountAndTwentyOthersCanEndInOneSwap() {
    var members = new ArrayList<Member>();
    for (var number = 0; number < 120; number++) {
      members.add(member(id("d" + number + "/s", number * 0.001), 90, "{}"));
    }
    var admitted = member(id("c", 800), 890, "{}");
    var ended = members.stream().map(Member::expired).toList();
    var next = new LeaseSet(List.of(admitted), List.of());

    change =
        CompareAndSwap.admitting(
            item(members.toArray(Member[]::new)), admitted, next, ended, RETENTION);

    assertThat(change.update()).hasSizeLessThan(4096);
    assertThat(change.condition()).hasSizeLessThan(4096);
  }

  @Test
  void lastWordsKeepWhatWasTrueAtTheStartAndCompareItNot() {
    var atStart = new AtStart("family", null, Map.of("genre", "sport"), true);
    var member = member(A, 90, "{}").with(atStart);
    var ended = new Ended(member, new Ending.Finished(second(9)));

    change = CompareAndSwap.recording(item(member), LeaseSet.EMPTY, ended);

    assertThat(change.condition()).endsWith(" AND attribute_not_exists(#L.c)");
    assertThat(StreamCodec.member(A.sid(), value(":last").m())).isEqualTo(member);
  }

  @Test
  void theTombstoneOfAnotherKeyStays() {
    var other = new Ended(member(TV, 90, "{}"), new Ending.Finished(second(10)));
    var read = new ViewerItem(7, List.of(), List.of(other), Map.of(), Map.of());
    var admitted = member(A, 290, "{}");

    change =
        CompareAndSwap.admitting(
            read, admitted, new LeaseSet(List.of(admitted), List.of()), List.of(), RETENTION);

    assertThat(change.update()).endsWith("REMOVE un, devs");
  }
}
