package io.streamgate.store;

import static io.streamgate.given.Given.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HistoryPageTest {

  @Test
  void aPageHasOneTo201Streams() {
    assertThat(HistoryPage.newest(1).size()).isEqualTo(1);
    assertThat(HistoryPage.newest(201).size()).isEqualTo(201);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistoryPage.newest(0))
        .withMessage("a page has 1 to 201 streams, not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> HistoryPage.newest(202));
  }

  @Test
  void aPageReachesWhatIsOlderThanItsCursor() {
    var cursor = id("b", 1);

    assertThat(HistoryPage.newest(1).reaches(cursor)).isTrue();
    assertThat(HistoryPage.after(cursor, 1).reaches(id("a", 0))).isTrue();
    assertThat(HistoryPage.after(cursor, 1).reaches(cursor)).isFalse();
    assertThat(HistoryPage.after(cursor, 1).reaches(id("c", 2))).isFalse();
  }
}
