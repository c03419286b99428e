package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.LeaseSet;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The updates that set, keep and remove an operator's override. */
final class OverrideClausesTest extends ChangeFixture {

  private static final ViewerOverride FIVE = overrideOf(5, second(60));

  private static ViewerItem itemWith(ViewerOverride override, Member... members) {
    return itemWith(OverrideCodec.attributes(override), members);
  }

  private static ViewerItem itemWith(Map<String, AttributeValue> override, Member... members) {
    var item = item(members);
    return new ViewerItem(
        item.version(), item.members(), List.of(), Map.of(), item.leases(), override);
  }

  @Test
  void anAdmissionUnderItLeavesItAlone() {
    var member = member(A, 90, "{}");
    var next = new LeaseSet(List.of(member), List.of(), FIVE);

    change = CompareAndSwap.admitting(itemWith(FIVE), member, next, List.of(), RETENTION);

    assertThat(change.condition()).isEqualTo("v = :v");
    assertThat(change.update()).endsWith("#t = if_not_exists(ot, :ttl) REMOVE un, devs");
  }

  @Test
  void anAdmissionAfterItRemovesItIfItIsThatOne() {
    var member = member(id("a", 60), 150, "{}");
    var next = new LeaseSet(List.of(member), List.of());

    change = CompareAndSwap.admitting(itemWith(FIVE), member, next, List.of(), RETENTION);

    assertThat(change.condition()).isEqualTo("v = :v AND o.u = :until");
    assertThat(value(":until").n()).isEqualTo(ms(60));
    assertThat(change.update()).endsWith("#t = :ttl REMOVE un, devs, o, ot");
    assertThat(value(":ttl")).isEqualTo(RowKeys.seconds(second(150).plus(RETENTION)));
  }

  @Test
  void removingAnExpiredOverrideKeepsTheItemForItsStreams() {
    var read = itemWith(FIVE, member(A, 90, "{}"), member(TV, 120, "{}"));

    change = new Updates(RETENTION).removeExpiredOverride(read, second(70));

    assertThat(change.condition()).isEqualTo("o.u = :until");
    assertThat(change.update()).isEqualTo("SET #t = :ttl REMOVE o, ot");
    assertThat(value(":ttl")).isEqualTo(RowKeys.seconds(second(120).plus(RETENTION)));
    assertThat(change.names()).containsEntry("#t", "ttl");
  }

  @Test
  void withoutStreamsTheItemIsKeptFromThenOn() {
    change = new Updates(RETENTION).removeExpiredOverride(itemWith(FIVE), second(70));

    assertThat(value(":ttl")).isEqualTo(RowKeys.seconds(second(70).plus(RETENTION)));
  }

  @Test
  void settingItComparesTheVersionAndKeepsTheItemThirtyDaysLongerThanTheRetention() {
    change =
        CompareAndSwap.overriding(itemWith(FIVE), overrideOf(1, second(10)), RETENTION, second(0));

    assertThat(change.condition()).isEqualTo("v = :v");
    assertThat(change.update()).isEqualTo("SET v = :next, o = :o, ot = :ttl, #t = :ttl");
    assertThat(value(":v").n()).isEqualTo("7");
    assertThat(value(":next").n()).isEqualTo("8");
    assertThat(value(":o").m()).containsEntry("n", fromN("1"));
    assertThat(value(":ttl"))
        .isEqualTo(RowKeys.seconds(second(10).plus(RETENTION).plusSeconds(30 * 24 * 3600)));
  }

  @Test
  void aViewerWithoutAnItemGetsOne() {
    change = CompareAndSwap.overriding(ViewerItem.NONE, FIVE, RETENTION, second(0));

    assertThat(change.condition()).isEqualTo("attribute_not_exists(v)");
    assertThat(value(":next").n()).isEqualTo("1");
  }

  @Test
  void removingItComparesTheVersionToo() {
    var read = itemWith(FIVE, member(A, 90, "{}"));

    change = CompareAndSwap.overriding(read, null, RETENTION, second(20));

    assertThat(change.condition()).isEqualTo("v = :v");
    assertThat(change.update()).isEqualTo("SET v = :next, #t = :ttl REMOVE o, ot");
    assertThat(value(":ttl")).isEqualTo(RowKeys.seconds(second(90).plus(RETENTION)));
  }

  @Test
  void anAdmissionLeavesOneAloneThatOnlyALaterVersionKnows() {
    var later = Map.of("hours", fromS("weekend"), "u", fromN(ms(60)));
    var member = member(id("a", 70), 160, "{}");
    var next = new LeaseSet(List.of(member), List.of());

    change = CompareAndSwap.admitting(itemWith(later), member, next, List.of(), RETENTION);

    assertThat(change.update()).endsWith("#t = if_not_exists(ot, :ttl) REMOVE un, devs");
  }
}
