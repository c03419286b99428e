package io.streamgate.store.contract.operator;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.contract.LeaseStoreContract;
import io.streamgate.store.contract.Promise;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The trail of what operators did is kept with each viewer, and read newest first. */
public abstract class AuditPromise extends Promise {

  private static final double DAY = 24 * 3600;

  private final Book book = new Book.OfViewer(viewer);

  protected AuditPromise(LeaseStoreContract contract) {
    super(contract);
  }

  /** An entry of that second, with a request id of its own. */
  static AuditEntry entry(String action, double second) {
    var request = UUID.randomUUID().toString();
    return new AuditEntry(second(second), "ann", "operate", action, "stream", "why", request);
  }

  private void append(Book where, AuditEntry entry) {
    await(audit().append(where, entry));
  }

  private List<AuditEntry> read(Book where, int atMost, double second) {
    return await(audit().read(where, atMost, second(second)));
  }

  @Test
  void anEntryIsKeptAsItIs() {
    var plain = new AuditEntry(second(0), "ann", "read", "export", "", "", "r-0");
    var long_ =
        new AuditEntry(
            second(0.001),
            "x".repeat(64),
            "operate",
            "set-override",
            "limit \uD83C\uDFAC \"5\" until \n".repeat(9),
            "\u00e4".repeat(500),
            "r'" + "1".repeat(126));
    append(book, plain);
    append(book, long_);

    assertThat(read(book, 1_000, 1)).containsExactly(long_, plain);
  }

  @Test
  void theNewestComeFirstWhateverTheirOrderWas() {
    var entries = IntStream.range(0, 9).mapToObj(n -> entry("a" + n, n * 5 % 9)).toList();
    entries.forEach(entry -> append(book, entry));

    assertThat(read(book, 4, 9))
        .extracting(AuditEntry::at)
        .containsExactly(second(8), second(7), second(6), second(5));
    assertThat(read(book, 1_000, 9)).hasSameElementsAs(entries).hasSize(9);
  }

  @Test
  void anEntryThatIsRepeatedIsKeptOnce() {
    var entry = entry("end", 0);
    append(book, entry);
    append(book, entry);
    var other = entry("end", 0);
    append(book, other);

    assertThat(read(book, 1_000, 1)).containsExactlyInAnyOrder(entry, other);
  }

  @Test
  void eachViewerHasATrailOfItsOwn() {
    var other = freshViewer();
    append(book, entry("end", 0));
    append(new Book.OfViewer(other), entry("end-all", 1));

    assertThat(read(book, 1_000, 2)).extracting(AuditEntry::action).containsExactly("end");
    assertThat(read(new Book.OfViewer(other), 1_000, 2)).hasSize(1);
    assertThat(read(new Book.OfViewer(freshViewer()), 1_000, 2)).isEmpty();
  }

  /** A viewer may be called anything. */
  @Test
  void noViewersNameIsTakenForTheTrailOfErasures() {
    var erasure = entry("erase", 0);
    append(new Book.OfErasures(), erasure);

    for (var name : List.of("erasures", "erasure", "E", "#", "-", "null")) {
      var viewersBook = new Book.OfViewer(new ViewerId(name));
      assertThat(read(viewersBook, 1_000, 1)).doesNotContain(erasure);
    }
    assertThat(read(new Book.OfErasures(), 1_000, 1)).contains(erasure);
  }

  @Test
  void anEntryIsReadableForTheRetentionOfTheAudit() {
    var old = entry("end", 0);
    var recent = entry("end", 2 * DAY);
    append(book, old);
    append(book, recent);
    var days = AUDIT_RETENTION.toDays();

    assertThat(read(book, 1_000, (days - 1) * DAY)).containsExactly(recent, old);
    assertThat(read(book, 1_000, (days + 1) * DAY)).containsExactly(recent);
    sweep((days + 1) * DAY);
    assertThat(read(book, 1_000, (days + 1) * DAY)).containsExactly(recent);
  }

  @Test
  void aTrailNeedsNoStreamAndOutlastsAllOfThem() {
    var entry = entry("set-override", 0);
    append(book, entry);
    sweep(1);
    start("a", 2);
    sweep(40 * DAY);

    assertThat(read(book, 1, 40 * DAY)).containsExactly(entry);
    assertThat(members()).isEmpty();
  }

  @Test
  void aClosedStoreRejectsEntries() {
    AuditTrail trail = audit();
    store.close();

    assertThat(trail.append(book, entry("end", 0)).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(20));
  }
}
