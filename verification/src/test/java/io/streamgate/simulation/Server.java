package io.streamgate.simulation;

import static io.streamgate.simulation.durable.DurableStore.now;

import io.streamgate.identity.Caller;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.Amendment;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Status;
import io.streamgate.limiter.Limiter;
import io.streamgate.limiter.Listing;
import io.streamgate.limiter.StartRequest;
import io.streamgate.limiter.StartRequest.IdempotencyKey;
import io.streamgate.limiter.StartRequest.Kind;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.policy.Policy;
import io.streamgate.simulation.durable.Disk;
import io.streamgate.simulation.durable.DurableStore;
import io.streamgate.simulation.ledger.Claim;
import io.streamgate.simulation.ledger.Observed;
import io.streamgate.simulation.ledger.Plan;
import io.streamgate.simulation.ledger.Reply;
import io.streamgate.simulation.ledger.Request;
import io.streamgate.simulation.ledger.Tally;
import io.streamgate.store.HistoryPage;
import io.streamgate.store.StoreHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The limiter on a durable store, which crashes and comes back. Holds answers until they may go.
 */
final class Server {

  static final Duration RETENTION = Duration.ofHours(3);

  private static final Duration LEASE = Duration.ofSeconds(90);
  private static final long PASS_MS = 5_000;
  private static final int MOST_CALLS = 3;
  private static final Set<Status> MEMBERS = EnumSet.of(Status.ACTIVE, Status.LAPSED);

  private record Held(Claim claim, Runnable answer) {}

  private final Timeline timeline;
  private final SimulatedClock clock;
  private final Households households;
  private final SplittableRandom chance;
  private final Tally tally;
  private final Build build;
  private final Disk disk = new Disk(RETENTION);
  private final List<Held> held = new ArrayList<>();
  private DurableStore store;
  private Limiter limiter;
  private boolean up;
  private int life;
  private long crashedMs;

  Server(World world, Build build) {
    this.timeline = world.timeline();
    this.clock = world.clock();
    this.households = world.households();
    this.chance = world.chance();
    this.tally = world.tally();
    this.build = build;
    this.crashedMs = clock.nowMs();
    this.store = new DurableStore(disk.open(LEASE, clock.now(), build::restored), disk);
    this.limiter = limiter();
    start();
  }

  /** What a server and its players live in. */
  record World(
      Timeline timeline,
      SimulatedClock clock,
      Households households,
      SplittableRandom chance,
      Tally tally) {}

  /** Whether nothing is held of a viewer, once its leases and its history are over. */
  boolean isForgotten(ViewerId viewer) {
    var page = HistoryPage.newest(HistoryPage.MAX_SIZE);
    // asked as of long ago, a store shows whatever it still has
    return now(store.read(viewer)).isEmpty()
        && store.health().census().equals(new StoreHealth.Census.Counted(0, 0, 0))
        && now(store.history(viewer, page, Instant.EPOCH)).isEmpty();
  }

  /** A request has arrived. While the server is down nobody hears it. */
  void hear(ViewerId viewer, Request request, Consumer<Reply> answer) {
    if (!up) {
      tally.count("fault: nobody there");
      return;
    }
    tally.count("request: " + request.name());
    var household = households.of(viewer);
    store.takeCalls();
    store.takeAsked();
    var reply = chance.nextInt(500) == 0 ? new Reply.Busy() : reply(viewer, request);
    tally.count("answer: " + reply.name());
    var calls = store.takeCalls();
    var asked = store.takeAsked();
    var seen = new Observed(request, reply, members(viewer), household.plan(), clock.nowMs());
    var ledger = household.ledger();
    ledger.require(7, calls <= MOST_CALLS, "a request costs a few calls, whoever else there is");
    ledger.require(8, asked.stream().allMatch(viewer::equals), "it is about its own viewer");
    var claim = household.checks().check(seen);
    send(viewer, reply, new Held(claim, () -> answer.accept(reply)));
  }

  /** All wait for the commit of the viewer's last change, but heartbeats that revive no record. */
  private void send(ViewerId viewer, Reply reply, Held answer) {
    var isRenewed =
        reply instanceof Reply.ToStream(var told) && told instanceof StreamAnswer.Renewed;
    var waits = isRenewed ? disk.isRevivalAwaitedBy(viewer) : disk.isAwaitedBy(viewer);
    if (waits) {
      held.add(answer);
      commitSoon();
    } else {
      answer.answer().run();
    }
  }

  private void commitSoon() {
    var ofThisLife = life;
    timeline.after(
        1 + chance.nextInt(20),
        () -> {
          if (up && life == ofThisLife) {
            disk.commit();
            var going = List.copyOf(held);
            held.clear();
            going.forEach(answer -> answer.answer().run());
          }
        });
  }

  /** What the list shows of the viewer's members. */
  private Listing members(ViewerId viewer) {
    return list(viewer, MEMBERS);
  }

  private Listing list(ViewerId viewer, Set<Status> statuses) {
    var request = new Listing.Selection(statuses, new Listing.From.Newest(), Listing.MAX_SIZE);
    return now(limiter.list(caller(viewer), request));
  }

  private Reply reply(ViewerId viewer, Request request) {
    var caller = caller(viewer);
    return switch (request) {
      case Request.Start start -> new Reply.ToStart(now(limiter.start(caller, wish(start))));
      case Request.Heartbeat(var id, var told) ->
          new Reply.ToStream(now(limiter.heartbeat(caller, id, told)));
      case Request.Amend(var id, var told, var fate) -> {
        var amendment = new Amendment(told, Amendment.Patch.NOTHING, fate);
        yield new Reply.ToStream(now(limiter.amend(caller, id, amendment)));
      }
      case Request.End(var id) -> new Reply.ToStream(now(limiter.end(caller, id)));
      case Request.Look() -> new Reply.ToLook(list(viewer, EnumSet.allOf(Status.class)));
    };
  }

  private static StartRequest wish(Request.Start start) {
    var kind =
        switch (start.wish()) {
          case PLAY -> new Kind.Play(List.of(), start.takeover());
          case RECORD -> new Kind.PastView();
        };
    var device = start.device().isEmpty() ? Device.UNNAMED : new Device.Named(start.device());
    var key =
        start.key().isEmpty() ? new IdempotencyKey.None() : new IdempotencyKey.Chosen(start.key());
    return new StartRequest(device, key, Details.NONE, kind);
  }

  private static Caller caller(ViewerId viewer) {
    return new Caller(new Viewer(viewer), "simulated");
  }

  /** Dies at once. Of what is not committed, the disk may have a part. */
  void crash() {
    if (!up) {
      return;
    }
    tally.count("fault: crash");
    up = false;
    crashedMs = clock.nowMs();
    disk.crash(chance.nextInt(disk.queued() + 1));
    households.all().forEach(household -> household.ledger().crash(crashedMs));
    held.forEach(answer -> answer.claim().doubt());
    held.clear();
  }

  /** Comes back with what the disk has, its clock stepped by so much. */
  void restart(long stepMs) {
    if (up) {
      return;
    }
    if (stepMs != 0) {
      tally.count("fault: clock stepped");
    }
    clock.step(stepMs);
    store = new DurableStore(disk.open(LEASE, clock.now(), build::restored), disk);
    limiter = limiter();
    start();
    for (var household : households.all()) {
      var listed = list(household.viewer(), EnumSet.allOf(Status.class)).streams();
      if (listed.size() == Listing.MAX_SIZE) {
        throw new AssertionError("more streams than a page shows");
      }
      household.ledger().restart(listed, crashedMs, clock.nowMs());
    }
  }

  private Limiter limiter() {
    return new Limiter(build.store(store), new Policy(Plan.PACE, households), clock, _ -> {});
  }

  private void start() {
    up = true;
    life++;
    pass(life);
  }

  private void pass(int ofThisLife) {
    if (!up || life != ofThisLife) {
      return;
    }
    if (store.isDueAt(clock.now())) {
      var _ = now(limiter.sweep());
    }
    if (disk.queued() > 0) {
      commitSoon();
    }
    timeline.after(PASS_MS, () -> pass(ofThisLife));
  }
}
