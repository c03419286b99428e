package io.streamgate.store.sqlite.erasure;

import static io.streamgate.given.Given.LEASE;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static io.streamgate.given.GivenPlans.family;
import static io.streamgate.store.contract.LeaseStoreFixture.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.streamgate.given.GivenPlans;
import io.streamgate.lease.OperatorDecision;
import io.streamgate.lease.Start;
import io.streamgate.lease.StartDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Termination;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A viewer whose name and data are looked for in the files of the store. */
abstract class ErasedViewerFixture {

  static final ViewerId ZOE = new ViewerId("zoe@example.org");

  /** The viewer's name, and what the viewer's streams and operators said. */
  static final List<String> WORDS =
      List.of(
          ZOE.value(), "Casablanca", "zoes-television", "zoes-sport", "zoes-note", "ann-of-ops");

  static final Termination BY = new Termination("erase", null);

  @TempDir Path directory;
  SqliteLeaseStore store;

  @BeforeEach
  final void open() {
    open(0);
  }

  final void open(double second) {
    var options = new SqliteLeaseStore.Options(LEASE, Duration.ofDays(1), 1_000);
    store = SqliteLeaseStore.open(directory, options, second(second));
  }

  @AfterEach
  final void close() {
    store.close();
  }

  /** The words of the viewer that are in a file, with the file's name. */
  final List<String> found() throws IOException {
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

  static Details details(ViewerId viewer) {
    return new Details(
        viewer.equals(ZOE)
            ? "{\"video_name\":\"Casablanca\",\"device_name\":\"zoes-television\"}"
            : "{\"video_name\":\"Alien\",\"device_name\":\"a television\"}");
  }

  final CompletableFuture<StartDecision> starting(ViewerId viewer, StreamId id) {
    var facts = GivenPlans.play(id, "genre", viewer.equals(ZOE) ? "zoes-sport" : "sport").facts();
    var play = play(id);
    var start = new Start.Play(id, play.playback(), details(viewer), play.takeover(), facts);
    return store.start(viewer, start, family(9), id.startedAt()).toCompletableFuture();
  }

  final OperatorDecision.Erased erase(double second) {
    return await(store.erase(ZOE, BY, second(second)));
  }
}
