package io.streamgate.store.memory;

import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MemoryAuditTrailTest {

  private static final Book BOOK = new Book.OfErasures();

  @Test
  void ofTooManyEntriesTheLatestAreKept() {
    var trail = new MemoryAuditTrail(Duration.ofDays(90));
    for (var n = 0; n <= MemoryAuditTrail.MOST; n++) {
      trail.append(BOOK, new AuditEntry(second(n), "ann", "erase", "erase", "", "", "r" + n));
    }

    var kept = trail.read(BOOK, Integer.MAX_VALUE, second(9)).toCompletableFuture().join();
    assertThat(kept).hasSize(MemoryAuditTrail.MOST);
    assertThat(kept.getLast().requestId()).isEqualTo("r1");
  }
}
