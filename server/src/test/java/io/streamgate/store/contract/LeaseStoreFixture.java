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
import io.streamgate.lease.id.Device;
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

/** A store for one test, a new viewer, and short ways to call it. */
public abstract class LeaseStoreFixture {

  /** How long the stores under test keep an ended stream. */
  protected static final Duration RETENTION = Duration.ofDays(30);

  protected final ViewerId viewer = freshViewer();
  protected LeaseStore store;

  /** A store that keeps ended streams for {@link #RETENTION}. */
  protected abstract LeaseStore openStore();

  /**
   * Whether sweeping records expired streams and deletes old ones. A store without upkeep decides
   * this on reading.
   */
  protected boolean hasUpkeep() {
    return true;
  }

  final void assumeUpkeep() {
    assumeTrue(hasUpkeep(), "this store has no upkeep");
  }

  /**
   * The number of rounds for a race that has {@code inMemory} of them in memory: fewer if calls
   * cross a network.
   */
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

  /** The stage's answer; the test fails if the stage fails or takes longer than 20 seconds. */
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

  /** Starts a stream with a limit of 3. */
  protected StartDecision start(String name, double second) {
    return start(name, second, 3);
  }

  protected StartDecision start(String name, double second, int limit) {
    return await(store.start(viewer, play(id(name, second)), limit(limit), second(second)));
  }

  protected StreamDecision.OfRenewal renew(StreamId id, double second) {
    return await(store.renew(viewer, id, heartbeat(), second(second)));
  }

  protected StreamDecision.OfEnd end(StreamId id, double second) {
    return await(store.end(viewer, id, Device.UNNAMED, second(second)));
  }

  protected List<StreamId> members() {
    return members(viewer);
  }

  protected List<StreamId> members(ViewerId whose) {
    return await(store.read(whose)).members().stream().map(Member::id).toList();
  }

  /** Without expired members that are not on record yet. */
  List<StreamId> membersAt(double second) {
    var swept = await(store.read(viewer)).sweptAt(second(second));
    return swept.next().members().stream().map(Member::id).toList();
  }

  protected Optional<Stream> find(StreamId id, double second) {
    return await(store.find(viewer, id, second(second)));
  }

  protected List<Ended> history(double second) {
    return await(store.history(viewer, HistoryPage.newest(200), second(second)));
  }

  protected List<StreamId> historyIds(double second) {
    return history(second).stream().map(Ended::id).toList();
  }

  /**
   * Sweeps twice, because the second pass may have to forget what the first found ended.
   *
   * @return how many members both found ended
   */
  protected int sweep(double second) {
    return await(store.sweep(second(second))) + await(store.sweep(second(second)));
  }
}
