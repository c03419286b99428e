package io.streamgate.lease;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.Sets.playing;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.rule.Limit;
import org.junit.jupiter.api.Test;

final class SlotUsageTest {

  @Test
  void onlyLiveStreamsUseASlot() {
    var set = playing(id("a", 0), id("b", 30));

    assertThat(SlotUsage.of(set, new Limit.AtMost(3), second(89)).active()).isEqualTo(2);
    assertThat(SlotUsage.of(set, new Limit.AtMost(3), second(90)).active()).isEqualTo(1);
  }

  @Test
  void whatRemainsIsNeverNegative() {
    assertThat(new SlotUsage(new Limit.AtMost(3), 1).remaining()).isEqualTo(2);
    assertThat(new SlotUsage(new Limit.AtMost(3), 5).remaining()).isEqualTo(0);
  }

  @Test
  void onlyTheLimitUnlimitedIsUnlimited() {
    assertThat(new SlotUsage(new Limit.Unlimited(), 1).isUnlimited()).isTrue();
    assertThat(new SlotUsage(new Limit.AtMost(3), 1).isUnlimited()).isFalse();
  }
}
