package io.streamgate.store.sqlite.erasure;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.pastView;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.store.contract.LeaseStoreFixture.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.given.GivenPlans;
import io.streamgate.lease.Decision;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.rule.ViewerOverride;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.AuditEntry;
import io.streamgate.store.AuditTrail.Book;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.SpinRace;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.journal.DataFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for an erased viewer in the bytes of every file, free pages and the log included. */
final class ErasedFilesTest {

  private static final ViewerId ZOE = new ViewerId("zoe@example.org");

  /** The viewer's name, and what the viewer's streams and operators said. */
  private static final List<String> WORDS =
      List.of(
          ZOE.value(), "Casablanca", "zoes-television", "zoes-sport", "zoes-note", "ann-of-ops");

  private static final Termination BY = new Termination("erase", null);

  @TempDir Path directory;
  private SqliteLeaseStore store;

  @BeforeEach
  void open() {
    open(0);
  }

  private void open(double second) {
    var options = new SqliteLeaseStore.Options(LEASE, Duration.ofDays(1), 1_000);
    store = SqliteLeaseStore.open(directory, options, second(second));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The words of the viewer that are in a file, with the file's name. */
  private List<String> found() throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.list(directory)) {
      for (var file : files.sorted().toList()) {
        var bytes = Files.readString(file, ISO_8859_1);
        WORDS.stream()
            .filter(bytes::contains)
            .forEach(word -> found.add(file.getFileName() + ": " + word));
      }
    }
    return found;
  }

  private static Start.Play start(StreamId id) {
    var details =
        new Details("{\"video_name\":\"Casablanca\",\"device_name\":\"zoes-television\"}");
    var facts = GivenPlans.play(id, "genre", "zoes-sport").facts();
    return new Start.Play(id, play(id).playback(), details, play(id).takeover(), facts);
  }

  private CompletableFuture<StartDecision> starting(ViewerId viewer, StreamId id) {
    return store.start(viewer, start(id), family(9), id.startedAt()).toCompletableFuture();
  }

  private OperatorDecision.Erased erase(double second) {
    return await(store.erase(ZOE, BY, second(second)));
  }

  /** Streams of every kind, an override and an audit, among the rows of other viewers. */
  private void fill() {
    for (var n = 0; n < 300; n++) {
      var viewer = n % 10 == 0 ? ZOE : Given.freshViewer();
      var id = id("tv" + n + "/a", n * 0.001);
      if (n % 3 == 0) {
        var past = pastView(id);
        var view = new Start.PastView(id, past.playback(), start(id).details());
        await(store.start(viewer, view, family(9), second(1)));
      } else {
        await(starting(viewer, id));
        await(store.end(viewer, id, new Device.Named("zoes-television"), second(2)));
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
    assertThat(found()).isNotEmpty();

    assertThat(erase(5).isComplete()).isFalse();
    // others play the same films on devices of the same names
    assertThat(found()).filteredOn(found -> found.contains(ZOE.value())).isEmpty();
    assertThat(found()).filteredOn(found -> found.contains("ann-of-ops")).isEmpty();

    assertThat(erase(125).isComplete()).isTrue();
    assertThat(found()).filteredOn(found -> found.contains(ZOE.value())).isEmpty();
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

  @Test
  void whatIsLeftSurvivesARestartAndNoStartIsAdmittedTwice() throws IOException {
    await(starting(ZOE, id("tv/a", 0)));
    erase(5);
    store.close();
    open(6);

    assertThat(found()).isEmpty();
    assertThat(await(store.find(ZOE, id("tv/a", 0), second(7)))).isPresent();
    assertThat(await(store.find(Given.freshViewer(), id("tv/a", 0), second(7)))).isEmpty();
    assertThat(await(store.renew(ZOE, id("tv/a", 0), Given.heartbeat(), second(7))))
        .isInstanceOf(StreamDecision.Gone.class);
    assertThat(await(starting(ZOE, id("tv/a", 7)))).isInstanceOf(StartDecision.AlreadyEnded.class);
    assertThat(await(store.history(ZOE, HistoryPage.newest(9), second(8)))).isEmpty();

    assertThat(erase(8).isComplete()).isFalse();
    assertThat(erase(125).isComplete()).isTrue();
    store.close();
    open(126);
    assertThat(await(starting(ZOE, id("tv/a", 126)))).isInstanceOf(StartDecision.Admitted.class);
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

  @Test
  void theIdsAreDeletedByUpkeepThoughNobodyRepeatsTheErasure() throws IOException {
    await(starting(ZOE, id("tv/a", 0)));
    erase(5);
    await(store.sweep(second(126)));
    await(store.sweep(second(127)));

    assertThat(DataFiles.rows(directory, "SELECT stream FROM erased")).isEmpty();
  }

  @Test
  void roleAndNoteOfAnEndAreOnDisk() {
    await(starting(ZOE, id("tv/a", 0)));
    var ended =
        await(store.terminate(ZOE, id("tv/a", 0), new Termination("operate", "x"), second(1)));
    store.close();
    open(2);

    assertThat(await(store.history(ZOE, HistoryPage.newest(9), second(3))))
        .extracting(Ended::ending)
        .containsExactly(((StreamDecision.Closed) ended).stream().ending());
  }
}
