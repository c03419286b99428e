package io.streamgate.limiter;

import static io.streamgate.given.Given.pace;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import io.streamgate.lease.stream.AtStart;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Member;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.plans.FileContent;
import io.streamgate.plans.PlansFile;
import io.streamgate.plans.PlansReader.Verdict;
import io.streamgate.plans.PlansSource;
import io.streamgate.plans.ServiceBounds;
import io.streamgate.policy.Catalog;
import io.streamgate.policy.Pace.OnStoreFailure;
import io.streamgate.policy.Policy;
import io.streamgate.policy.PolicySource;
import io.streamgate.store.HeapBudget;
import io.streamgate.store.LeaseStore;
import io.streamgate.store.memory.MemoryLeaseStore;
import io.streamgate.store.sqlite.SqliteLeaseStore;
import io.streamgate.store.sqlite.journal.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts while the plans change, and on two nodes with different plans. */
final class ReloadedPlansTest {

  /** The plans differ in everything that a member keeps: limit, facts, and whether it counts. */
  private static final String A =
      """
      default: p
      plans:
        p: {limit: 3, rules: [{name: r, max: 2, per: [genre]}]}
      """;

  private static final String B =
      """
      default: p
      plans:
        p:
          limit: 7
          rules: [{name: r, max: 1, per: [channel]}]
          uncounted: {free: ["yes"]}
          uncounted_by_player: true
      """;

  private static final Map<String, String> SAID =
      Map.of("genre", "sport", "channel", "news", "free", "no");

  @TempDir private Path folder;

  private final TestWorld world = new TestWorld();
  private final List<Event> events = new CopyOnWriteArrayList<>();

  /** A node with a file of plans of its own. */
  private final class Node {

    private final Path path;
    private final PlansFile file;
    private final Limiter limiter;

    private Node(String name, String plans, LeaseStore store) throws IOException {
      path = Files.writeString(folder.resolve(name), plans);
      var read = (FileContent.Bytes) FileContent.of(path);
      var bounds = new ServiceBounds(1_000, 0);
      var catalog = ((Verdict.Usable) read.plans(bounds)).catalog();
      file = new PlansFile(new PlansSource.InFile(path, read, catalog), bounds, world.now());
      limiter = limiterOf(file::catalog, store);
    }

    private void change(String plans) throws IOException {
      Files.writeString(path, plans);
      file.look(world.now());
      file.look(world.now());
    }

    private StartAnswer start(ViewerId viewer, Map<String, String> said) {
      return ReloadedPlansTest.start(limiter, viewer, said);
    }
  }

  private static StartAnswer start(Limiter limiter, ViewerId viewer, Map<String, String> said) {
    var request =
        new StartRequest(
            Device.UNNAMED,
            new IdempotencyKey.None(),
            Details.NONE,
            attribute -> said.getOrDefault(attribute, ""),
            new Kind.Play(List.of(), new Takeover.None()));
    var caller = new Caller(new Viewer(viewer), "request");
    return limiter.start(caller, request).toCompletableFuture().join();
  }

  private Limiter limiterOf(Supplier<Catalog> current, LeaseStore store) {
    var source = PolicySource.of(current, 1_000, new PolicySource.Unobserved());
    var policy = new Policy(pace(OnStoreFailure.REFUSE), source);
    return new Limiter(store, policy, world, events::add);
  }

  private LeaseStore sqlite() throws Exception {
    var kept =
        new Retention(
            Duration.ofDays(1), false, 1_000, Duration.ofDays(1), new SplittableRandom(1));
    var options =
        new SqliteLeaseStore.Options(
            Duration.ofSeconds(90), kept, 10_000, new HeapBudget(Long.MAX_VALUE));
    return SqliteLeaseStore.open(folder.resolve("data"), options, world.now());
  }

  private static List<Member> members(LeaseStore store, ViewerId viewer) {
    return store.read(viewer).toCompletableFuture().join().members();
  }

  /** What a member keeps of a start by A, or by B, and by no other. */
  private static boolean isWhole(AtStart kept) {
    return kept.limit() instanceof Limit.AtMost(var streams)
        && kept.facts().keySet().equals(streams == 3 ? Set.of("genre") : Set.of("channel", "free"));
  }

  @Test
  void aReloadEndsNoStreamAndChangesNoneThatRuns() throws Exception {
    try (var store = sqlite()) {
      aReloadEndsNoStreamAndChangesNoneThatRuns(store);
    }
    aReloadEndsNoStreamAndChangesNoneThatRuns(new MemoryLeaseStore(Duration.ofDays(1)));
  }

  private void aReloadEndsNoStreamAndChangesNoneThatRuns(LeaseStore store) throws Exception {
    var viewer = new ViewerId("household");
    var node = new Node("plans.yaml", B, store);
    for (var channel = 0; channel < 7; channel++) {
      assertThat(node.start(viewer, Map.of("channel", "c" + channel)))
          .isInstanceOf(StartAnswer.Started.class);
    }
    assertThat(node.start(viewer, Map.of("free", "yes"))).isInstanceOf(StartAnswer.Started.class);
    var before = members(store, viewer);

    node.change(A);

    // of seven streams, three are allowed now: nothing ends, and nothing starts
    assertThat(node.start(viewer, SAID)).isInstanceOf(StartAnswer.Refused.class);
    assertThat(members(store, viewer)).isEqualTo(before).hasSize(8);
    assertThat(members(store, viewer).stream().filter(Member::isCounted)).hasSize(7);
  }

  @Test
  void twoNodesWithDifferentPlansDecideByTheirOwnAndEndNothing() throws Exception {
    var store = new MemoryLeaseStore(Duration.ofDays(1));
    var viewer = new ViewerId("household");
    var one = new Node("a.yaml", A, store);
    var other = new Node("b.yaml", B, store);

    assertThat(one.start(viewer, Map.of("genre", "film"))).isInstanceOf(StartAnswer.Started.class);
    assertThat(other.start(viewer, SAID)).isInstanceOf(StartAnswer.Started.class);
    assertThat(other.start(viewer, SAID)).isInstanceOf(StartAnswer.Refused.class);
    assertThat(one.start(viewer, SAID)).isInstanceOf(StartAnswer.Started.class);
    // three streams: full for one, not for the other
    assertThat(one.start(viewer, Map.of("genre", "news"))).isInstanceOf(StartAnswer.Refused.class);
    assertThat(other.start(viewer, Map.of("channel", "kids")))
        .isInstanceOf(StartAnswer.Started.class);

    assertThat(members(store, viewer))
        .extracting(member -> member.atStart().limit())
        .containsExactly(
            new Limit.AtMost(3), new Limit.AtMost(7), new Limit.AtMost(3), new Limit.AtMost(7));
    assertThat(members(store, viewer)).allMatch(member -> isWhole(member.atStart()));
    assertThat(events).noneMatch(Event.StreamEnded.class::isInstance);
  }

  @Test
  void noStartIsDecidedByHalfOfEach() throws Exception {
    try (var store = sqlite()) {
      noStartIsDecidedByHalfOfEach(store);
    }
    noStartIsDecidedByHalfOfEach(new MemoryLeaseStore(Duration.ofDays(1)));
  }

  /** The plans change whenever they are looked up, so also in the middle of each start. */
  private void noStartIsDecidedByHalfOfEach(LeaseStore store) throws Exception {
    var one = new Node("a.yaml", A, store);
    var other = new Node("b.yaml", B, store);
    var lookups = new AtomicInteger();
    var changing =
        limiterOf(() -> (lookups.getAndIncrement() % 2 == 0 ? one : other).file.catalog(), store);
    var viewers = IntStream.range(0, 50).mapToObj(i -> new ViewerId("v" + i)).toList();
    for (var round = 0; round < 4; round++) {
      for (var viewer : viewers) {
        start(changing, viewer, round % 2 == 0 ? SAID : Map.of("free", "yes"));
        lookups.addAndGet(round);
      }
    }

    var kept = viewers.stream().flatMap(viewer -> members(store, viewer).stream()).toList();
    assertThat(kept).hasSizeGreaterThan(viewers.size()).allMatch(m -> isWhole(m.atStart()));
    assertThat(kept.stream().map(member -> member.atStart().limit()).distinct()).hasSize(2);
    assertThat(events).noneMatch(Event.StreamEnded.class::isInstance);
  }
}
