package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.limitCountingDevices;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.stream.Playback.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Updates made without reading the item first. */
final class UpdatesTest extends ChangeFixture {

  private final Updates updates = new Updates(RETENTION);

  @Test
  void aStartTakesASlotIfThereIsRoom() {
    change = updates.start(play(A), limit(3), second(0));

    assertThat(change.condition())
        .isEqualTo(
            "attribute_not_exists(#L) AND attribute_not_exists(#R) AND attribute_not_exists(o)"
                + " AND (attribute_not_exists(ids) OR size(ids) < :n)");
    assertThat(change.update())
        .isEqualTo("SET #L = :lease, #t = if_not_exists(ot, :ttl) ADD ids :sid, v :one");
    assertThat(value(":n").n()).isEqualTo("3");
    assertThat(value(":sid").ss()).containsExactly(A.sid().value());
    assertThat(change.names())
        .containsEntry("#L", "L." + A.sid())
        .containsEntry("#R", "R." + A.sid())
        .containsEntry("#t", "ttl");
  }

  /** A member may have to end with it, so its effect has to be decided. */
  @Test
  void aStartThatNamesStreamsTakesASlotUnreadOnlyIfTheViewerHasNoStream() {
    var names = play(A, new Takeover.Chosen(List.of(TV)));

    change = updates.start(names, limit(3), second(0));

    assertThat(change.condition())
        .isEqualTo(
            "attribute_not_exists(#L) AND attribute_not_exists(#R) AND attribute_not_exists(o)"
                + " AND attribute_not_exists(ids) AND attribute_not_exists(un)");
    assertThat(change.values()).doesNotContainKey(":n");
    change = updates.start(play(A, new Takeover.Oldest()), limit(3), second(0));
    assertThat(change.condition()).endsWith("(attribute_not_exists(ids) OR size(ids) < :n)");
  }

  @Test
  void theItemIsKeptForTheRetentionAfterTheLastLease() {
    change = updates.start(play(A), limit(3), second(0.001));

    var seconds = second(0).getEpochSecond() + 91 + RETENTION.toSeconds();
    assertThat(value(":ttl").n()).isEqualTo(Long.toString(seconds));
  }

  @Test
  void aStartOfADeviceLooksForItsMarkAndLeavesIt() {
    change = updates.start(play(TV), limit(3), second(1));

    assertThat(change.condition()).endsWith(" AND NOT contains(devs, :d)");
    assertThat(change.update()).endsWith("ADD ids :sid, devs :marks, v :one");
    var mark = TV.sid().value().substring(0, 6);
    assertThat(value(":d").s()).isEqualTo(mark);
    assertThat(value(":marks").ss()).containsExactly(mark);
  }

  @Test
  void whereDevicesAreCountedAMarkIsLeftTwice() {
    change = updates.start(play(TV), limitCountingDevices(3), second(1));

    var mark = TV.sid().value().substring(0, 6);
    assertThat(change.condition()).doesNotContain("devs");
    assertThat(value(":marks").ss()).containsExactlyInAnyOrder(mark, "+" + mark);
  }

  @Test
  void aViewThatIsOverIsWrittenAsAnEndIs() {
    change = updates.record(pastView(A), limit(3), second(0));

    assertThat(change.condition())
        .isEqualTo("attribute_not_exists(#L) AND attribute_not_exists(#R)");
    assertThat(change.update())
        .isEqualTo("SET #E = :lease, #R = :tombstone, #t = if_not_exists(ot, :ttl) ADD v :one");
  }

  @Test
  void aHeartbeatMovesTheExpiryAndNothingThatStartsLookAt() {
    change = updates.renew(A, heartbeat(), second(30));

    assertThat(change.condition())
        .isEqualTo("#L.s = :started AND #L.x > :over AND #L.x < :expires");
    assertThat(change.update())
        .isEqualTo("SET #L.x = :expires, #L.l = :seen, #t = if_not_exists(ot, :ttl)");
    assertThat(value(":seen").n()).isEqualTo(ms(30));
    assertThat(value(":started").n()).isEqualTo(ms(0));
    assertThat(value(":over").n()).isEqualTo(ms(30 - 600));
    assertThat(value(":expires").n()).isEqualTo(ms(120));
  }

  @Test
  void aPauseIsKeptSinceItWasToldFirst() {
    change = updates.renew(A, heartbeat(new Report.Pauses(), new Report.Pauses()), second(30));

    assertThat(change.update()).contains("#L.p = if_not_exists(#L.p, :now)");
  }

  @Test
  void aPauseAfterPlayingBeginsAnew() {
    change = updates.renew(A, heartbeat(new Report.Plays(), new Report.Pauses()), second(30));

    assertThat(change.update()).contains("#L.p = :now");
    assertThat(value(":now").n()).isEqualTo(ms(30));
  }

  @Test
  void playingEndsAPauseAndThePositionToldLastCounts() {
    change =
        updates.renew(
            A,
            heartbeat(
                new Report.Pauses(), new Report.IsAt(1), new Report.Plays(), new Report.IsAt(2)),
            second(30));

    assertThat(change.update())
        .isEqualTo(
            "SET #L.x = :expires, #L.l = :seen, #L.q = :position, #t = if_not_exists(ot, :ttl)"
                + " REMOVE #L.p");
    assertThat(value(":position").n()).isEqualTo("2");
  }

  @Test
  void aPlayerThatIsBackAtTheStartSaysSo() {
    change = updates.renew(A, heartbeat(new Report.IsAt(0)), second(30));

    assertThat(change.update()).contains("#L.q = :position");
    assertThat(value(":position").n()).isEqualTo("0");
  }

  @Test
  void anEndHasTheServerCopyTheLease() {
    change = updates.end(A, Device.UNNAMED, second(9));

    assertThat(change.condition()).isEqualTo("#L.s = :started AND #L.x > :over");
    assertThat(change.update())
        .isEqualTo("SET #E = #L, #R = :tombstone REMOVE #L ADD v :one DELETE ids :sid, un :sid");
    assertThat(value(":tombstone").m().toString()).contains("r=AttributeValue(S=s)");
  }

  @Test
  void anEndByAnotherDeviceSaysSoInAWordThatOlderVersionsShow() {
    change = updates.end(TV, new Device.Named("phone"), second(9));

    assertThat(value(":tombstone").m())
        .containsEntry("r", AttributeValue.fromS("stopped"))
        .containsEntry("d", AttributeValue.fromS("phone"))
        .doesNotContainKey("b");
  }

  @Test
  void anEndByItsOwnDeviceIsItsPlayers() {
    change = updates.end(TV, new Device.Named("tv"), second(9));

    assertThat(value(":tombstone").m())
        .containsEntry("r", AttributeValue.fromS("s"))
        .doesNotContainKey("d");
  }

  @Test
  void anEndTakesItsDevicesMarkUnlessThatIsShared() {
    change = updates.end(TV, Device.UNNAMED, second(9));

    assertThat(change.condition()).endsWith(" AND NOT contains(devs, :shared)");
    assertThat(change.update()).endsWith("DELETE ids :sid, un :sid, devs :marks");
    assertThat(value(":shared").s()).startsWith("+");
  }

  @Test
  void anAmendmentFitsTheDetailsItWasWorkedOutFrom() {
    var read = item(member(A, 90, "{\"size\":1}"));

    change = updates.amend(read, member(A, 90, "{\"size\":2}"), List.of(), second(9));

    assertThat(change.condition()).endsWith("AND #L.m = :before");
    assertThat(change.update()).isEqualTo("SET #L.m = :details");
  }

  @Test
  void anAmendmentOfNothingFitsNothing() {
    var read = item(member(A, 90, "{}"));

    change = updates.amend(read, member(A, 90, "{}"), List.of(new Report.Pauses()), second(9));

    assertThat(change.condition()).endsWith("AND attribute_not_exists(#L.m)");
    assertThat(change.update()).isEqualTo("SET #L.p = if_not_exists(#L.p, :now) REMOVE #L.m");
  }
}
