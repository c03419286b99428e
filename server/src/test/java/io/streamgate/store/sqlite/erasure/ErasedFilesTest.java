package io.streamgate.store.sqlite.erasure;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.store.contract.LeaseStoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.lease.Decision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.SpinRace;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Looks for an erased viewer in the bytes of every file, free pages and the log included. */
final class ErasedFilesTest extends ErasedViewerFixture {

  /** Streams of every kind, an override and an audit, among the rows of other viewers. */
  private void fill() {
    for (var n = 0; n < 300; n++) {
      var viewer = n % 10 == 0 ? ZOE : Given.freshViewer();
      var id = id("tv" + n + "/a", n * 0.001);
      if (n % 3 == 0) {
        var past = pastView(id);
        var view = new Start.PastView(id, past.playback(), details(viewer));
        await(store.start(viewer, view, family(9), second(1)));
      } else {
        await(starting(viewer, id));
        var device = viewer.equals(ZOE) ? "zoes-television" : "a television";
        await(store.end(viewer, id, new Device.Named(device), second(2)));
      }
    }
    await(starting(ZOE, id("phone/a", 3)));
    var grant = new ViewerOverride.Grant.OfLimit(new Limit.AtMost(9));
    var override = new ViewerOverride(grant, second(9_999), "ann-of-ops", "zoes-note");
    await(store.setOverride(ZOE, override, second(4)));
    var entry =
        new AuditEntry(second(4), "ann-of-ops", "operate", "set-override", "", "zoes-note", "r1");
    await(store.audit().append(new Book.OfViewer(ZOE), entry));
  }

  @Test
  void nothingOfAnErasedViewerIsLeftInAnyFile() throws IOException {
    fill();
    assertThat(found()).hasSizeGreaterThanOrEqualTo(WORDS.size());

    assertThat(erase(5).isComplete()).isFalse();
    assertThat(found()).isEmpty();

    assertThat(erase(125).isComplete()).isTrue();
    assertThat(found()).isEmpty();
  }

  @Test
  void anErasureThatRacesWithStartsLeavesNothingOfBefore() throws IOException {
    var rounds = 200;
    var decisions =
        new SpinRace(2, rounds)
            .run(
                (racer, round) ->
                    racer == 0
                        ? starting(ZOE, id("tv" + round + "/a", round * 0.001))
                            .thenApply(Decision.class::cast)
                        : store.erase(ZOE, BY, second(1)).thenApply(Decision.class::cast));
    assertThat(decisions).hasSize(rounds);

    erase(2);
    assertThat(found()).isEmpty();
    for (var round = 0; round < rounds; round++) {
      assertThat(await(starting(ZOE, id("tv" + round + "/a", 3))))
          .isInstanceOf(StartDecision.AlreadyEnded.class);
    }

    assertThat(erase(122).isComplete()).isTrue();
    assertThat(found()).isEmpty();
    store.close();
    assertThat(found()).isEmpty();
  }

  /** A backup keeps the log, so that the operator must repeat the erasure. */
  @Test
  void anErasureIsNotCompleteWhileAReaderKeepsTheLog() throws Exception {
    await(starting(ZOE, id("tv/a", 0)));
    erase(5);
    await(starting(ZOE, id("tv/b", 6)));
    await(store.end(ZOE, id("tv/b", 6), Device.UNNAMED, second(7)));
    try (var reader = reading()) {
      assertThat(erase(127).isComplete()).isFalse();
      reader.rollback();
    }

    assertThat(erase(128).isComplete()).isTrue();
    assertThat(found()).isEmpty();
  }

  private Connection reading() throws SQLException {
    var reader = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("streamgate.db"));
    reader.setAutoCommit(false);
    try (var statement = reader.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM history")) {
      row.next();
    }
    return reader;
  }

  /** A stream that ends leaves its row of the live ones: an erasure much later must not miss it. */
  @Test
  void whatMovedToHistoryLongAgoIsNoLongerInItsOldPlace() throws IOException {
    await(starting(ZOE, id("tv/a", 0)));
    await(store.end(ZOE, id("tv/a", 0), Device.UNNAMED, second(1)));

    assertThat(erase(3_600).isComplete()).isTrue();

    assertThat(found()).isEmpty();
  }
}
