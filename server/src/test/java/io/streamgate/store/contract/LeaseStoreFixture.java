package io.streamgate.store.contract;

import static io.streamgate.given.Given.freshViewer;
import static io.streamgate.given.Given.heartbeat;
import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.limit;
import static io.streamgate.given.Given.play;
import static io.streamgate.given.Given.second;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamgate.lease.StartDecision;
import io.streamgate.lease.StreamDecision;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Stream;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.LeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is opened for one test, a viewer nobody has seen, and short ways to ask. */
public abstract class LeaseStoreFixture {

  /** How long after its end a stream of the stores under test is on record. */
  protected static final Duration RETENTION = Duration.ofDays(30);

  final ViewerId viewer = freshViewer();
  LeaseStore store;

  /** A store that keeps ended streams for {@link #RETENTION}. */
  protected abstract LeaseStore openStore();

  /**
   * Whether sweeping puts on record what time has ended, and takes off what is too old. In a store
   * without upkeep such things are judged where they are read.
   */
  protected boolean hasUpkeep() {
    return true;
  }

  final void assumeUpkeep() {
    assumeTrue(hasUpkeep(), "this store has no upkeep");
  }

  /** How often a race of this many rounds is run: fewer where each call crosses a network. */
  protected int rounds(int inMemory) {
    return inMemory;
  }

  @BeforeEach
  final void open() {
    store = openStore();
  }

  @AfterEach
  final void close() {
    store.close();
  }

  /** What the stage answers; a stage that fails or stays silent for 20 seconds fails the test. */
  public static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the store did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the store had not answered", e);
    }
  }

  /** Starts a stream at limit 3. */
  StartDecision start(String name, double second) {
    return start(name, second, 3);
  }

  StartDecision start(String name, double second, int limit) {
    return await(store.start(viewer, play(id(name, second)), limit(limit), second(second)));
  }

  StreamDecision.OfRenewal renew(StreamId id, double second) {
    return await(store.renew(viewer, id, heartbeat(), second(second)));
  }

  StreamDecision.OfEnd end(StreamId id, double second) {
    return await(store.end(viewer, id, second(second)));
  }

  List<StreamId> members() {
    return members(viewer);
  }

  List<StreamId> members(ViewerId whose) {
    return await(store.read(whose)).members().stream().map(Member::id).toList();
  }

  /** Without those that time has ended and that nobody has put on record yet. */
  List<StreamId> membersAt(double second) {
    var swept = await(store.read(viewer)).sweptAt(second(second));
    return swept.next().members().stream().map(Member::id).toList();
  }

  Optional<Stream> find(StreamId id, double second) {
    return await(store.find(viewer, id, second(second)));
  }

  List<Ended> history(double second) {
    return await(store.history(viewer, HistoryPage.newest(200), second(second)));
  }

  List<StreamId> historyIds(double second) {
    return history(second).stream().map(Ended::id).toList();
  }

  /**
   * Sweeps twice: what one pass has found ended, the next may have to forget.
   *
   * @return how many members both found ended
   */
  int sweep(double second) {
    return await(store.sweep(second(second))) + await(store.sweep(second(second)));
  }
}
