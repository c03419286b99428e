package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.overrideOf;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.rule.ViewerOverride.Grant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An operator's override as an item has it. */
final class OverrideInItemTest {

  private static final ViewerOverride FIVE = overrideOf(5, second(60));

  private static ViewerItem read(Map<String, AttributeValue> override) {
    return ViewerItem.of(Map.of("v", fromN("7"), "o", fromM(override)));
  }

  static List<ViewerOverride> overrides() {
    return List.of(
        FIVE,
        overrideOf(0, second(0.001)),
        new ViewerOverride(new Grant.OfLimit(new Limit.Unlimited(100)), second(1), "x", ""),
        new ViewerOverride(new Grant.OfPlan("family"), second(1), "", "Tür \"2\""));
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void itIsReadAsItWasSet(ViewerOverride override) {
    var item = read(OverrideCodec.attributes(override));

    assertThat(item.set().override()).isEqualTo(override);
    assertThat(item.judgedAt(second(0)).set().override()).isEqualTo(override);
    assertThat(item.hasOverride(override)).isTrue();
    assertThat(item.hasOverride(null)).isFalse();
    assertThat(item.hasExpiredOverride(override.until().minusMillis(1))).isFalse();
    assertThat(item.hasExpiredOverride(override.until())).isTrue();
  }

  @Test
  void itIsWrittenInShortNames() {
    assertThat(OverrideCodec.attributes(FIVE))
        .isEqualTo(
            Map.of(
                "n", fromN("5"),
                "u", fromN(ChangeFixture.ms(60)),
                "b", fromS("operator"),
                "t", fromS("asked by phone")));
    var plan = new ViewerOverride(new Grant.OfPlan("family"), second(60), "", "");
    assertThat(OverrideCodec.attributes(plan))
        .isEqualTo(Map.of("p", fromS("family"), "u", fromN(ChangeFixture.ms(60))));
  }

  @Test
  void anItemWithoutOneHasNone() {
    assertThat(ViewerItem.NONE.set().override()).isNull();
    assertThat(ViewerItem.NONE.hasOverride(null)).isTrue();
    assertThat(ViewerItem.NONE.hasOverride(FIVE)).isFalse();
    assertThat(ViewerItem.NONE.hasExpiredOverride(second(1e6))).isFalse();
  }

  /** It is as none for decisions, but stays, and can be replaced and removed. */
  @Test
  void oneThatOnlyALaterVersionKnowsIsKeptAndDecidesNothing() {
    var item = read(Map.of("hours", fromS("weekend"), "u", fromN(ChangeFixture.ms(60))));

    assertThat(item.set().override()).isNull();
    assertThat(item.hasOverride(null)).isFalse();
    assertThat(item.hasExpiredOverride(second(59))).isFalse();
    assertThat(item.hasExpiredOverride(second(60))).isTrue();
    assertThat(read(Map.of("hours", fromS("any"))).hasExpiredOverride(second(1e6))).isFalse();
  }

  @Test
  void longerTextsOfALaterVersionAreCut() {
    var attributes =
        Map.of("n", fromN("5"), "u", fromN(ChangeFixture.ms(60)), "t", fromS("x".repeat(201)));

    assertThat(read(attributes).set().override())
        .isEqualTo(
            new ViewerOverride(
                new Grant.OfLimit(new Limit.AtMost(5)), second(60), "", "x".repeat(200)));
  }
}
