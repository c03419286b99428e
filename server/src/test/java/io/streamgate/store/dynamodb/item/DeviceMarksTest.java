package io.streamgate.store.dynamodb.item;

import static io.streamgate.given.Given.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DeviceMarksTest {

  @Test
  void marksThatMembersShareAreThereTwice() {
    var tv = id("tv/b", 1);
    var mark = tv.sid().value().substring(0, 6);

    assertThat(
            DeviceMarks.of(
                List.of(
                    ChangeFixture.member(id("a", 0), 90, "{}"),
                    ChangeFixture.member(tv, 91, "{}"))))
        .containsExactly(mark);
    assertThat(
            DeviceMarks.of(
                List.of(
                    ChangeFixture.member(tv, 91, "{}"),
                    ChangeFixture.member(id("tv/c", 2), 92, "{}"))))
        .containsExactlyInAnyOrder(mark, "+" + mark);
  }
}
