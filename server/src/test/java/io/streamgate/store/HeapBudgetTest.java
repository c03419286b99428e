package io.streamgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The share of the heap for streams. */
final class HeapBudgetTest {

  private static final long MB = 1 << 20;

  @Test
  void streamsMayTakeHalfOfWhatTheServerLeaves() {
    assertThat(HeapBudget.ofHeap(64 * MB).limit()).isEqualTo(16 * MB);
    assertThat(HeapBudget.ofHeap(358 * MB).limit()).isEqualTo(163 * MB);
    assertThat(HeapBudget.ofHeap(2_868 * MB).limit()).isEqualTo(1_418 * MB);
  }

  @Test
  void streamsMayTakeAnEighthOfASmallHeap() {
    assertThat(HeapBudget.ofHeap(32 * MB).limit()).isEqualTo(4 * MB);
  }

  @Test
  void whatNeedsNoMemoryIsAllowedBeyondTheLimit() {
    var heap = new HeapBudget(100);
    heap.add(150);

    assertThat(heap.allows(0)).isTrue();
    assertThat(heap.allows(-1)).isTrue();
    assertThat(heap.allows(1)).isFalse();
    assertThat(heap.rejections()).isEqualTo(1);
  }

  @Test
  void theLimitItselfIsAllowed() {
    var heap = new HeapBudget(100);
    heap.add(60);

    assertThat(heap.allows(40)).isTrue();
    assertThat(heap.allows(41)).isFalse();
    heap.add(-1);
    assertThat(heap.allows(41)).isTrue();
  }
}
