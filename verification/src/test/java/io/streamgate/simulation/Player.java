package io.streamgate.simulation;

import io.streamgate.lease.Amendment.Fate;
import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.stream.Stream;
import io.streamgate.limiter.StartAnswer;
import io.streamgate.limiter.StreamAnswer;
import io.streamgate.simulation.ledger.Reply;
import io.streamgate.simulation.ledger.Request;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One player of a viewer's: it comes, asks to play, says that it plays, pauses, stops, crashes,
 * sleeps and comes again, and repeats what was not answered.
 */
final class Player {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long PATIENCE_MS = 5 * SECOND;
  private static final int ATTEMPTS = 4;

  private final ViewerId viewer;
  private final String device;
  private final Network network;
  private final Timeline timeline;
  private final SplittableRandom chance;
  private final SimulatedClock clock;
  private final Habits habits;
  private final List<StreamId> gossip;

  /** What it does now; whatever was meant for an earlier errand no longer concerns it. */
  private int errand;

  private int keys;
  private String lastKey = "";
  private boolean closed;

  /**
   * A player that does nothing yet.
   *
   * @param gossip ids of streams, this viewer's and others'
   */
  Player(
      ViewerId viewer, String device, Network network, Server.World world, List<StreamId> gossip) {
    this.viewer = viewer;
    this.device = device;
    this.network = network;
    this.timeline = world.timeline();
    this.clock = world.clock();
    this.chance = world.chance();
    this.habits = new Habits(chance);
    this.gossip = gossip;
  }

  /** Lives from now on. */
  void live() {
    after(chance.nextLong(2 * HOUR), this::come);
  }

  /** Does nothing any more, and says nothing of it. */
  void close() {
    closed = true;
  }

  private void after(long delayMs, Runnable what) {
    var mine = ++errand;
    timeline.after(
        delayMs,
        () -> {
          if (errand == mine && !closed) {
            what.run();
          }
        });
  }

  private void come() {
    if (chance.nextInt(3) == 0) {
      send(new Request.Look(), _ -> {});
    }
    if (chance.nextInt(12) == 0) {
      mischief();
    }
    if (chance.nextInt(20) == 0) {
      send(new Request.Start(device, newKey(), Request.Wish.RECORD, new Takeover.None()), _ -> {});
    }
    start(new Takeover.None(), newKey(), 1);
  }

  private String newKey() {
    return chance.nextInt(10) == 0 ? "" : viewer.value() + "/" + device + "/" + keys++;
  }

  private void start(Takeover takeover, String key, int attempt) {
    lastKey = key;
    var start = new Request.Start(device, key, Request.Wish.PLAY, takeover);
    after(PATIENCE_MS, () -> again(takeover, key, attempt));
    var mine = errand;
    Consumer<Reply> answer = reply -> started(mine, key, attempt, reply);
    if (attempt == 0) {
      network.sendAtOnce(viewer, start, answer);
    } else {
      send(start, answer);
    }
  }

  private void again(Takeover takeover, String key, int attempt) {
    if (attempt < ATTEMPTS) {
      start(takeover, key, attempt + 1);
    } else {
      leave();
    }
  }

  private void leave() {
    after(habits.untilNextMs(timeline.nowMs()), this::come);
  }

  private void started(int mine, String key, int attempt, Reply reply) {
    if (mine != errand || closed || !(reply instanceof Reply.ToStart(var answer))) {
      return; // an answer to what it no longer waits for, or none
    }
    switch (answer) {
      case StartAnswer.Started(var stream, _, _) -> play(stream.id());
      case StartAnswer.Replayed(var stream, _, _) -> play(stream.id());
      case StartAnswer.Refused refused -> refused(refused, key, attempt);
      case StartAnswer.NotAllowed _, StartAnswer.TooMany _, StartAnswer.Unenforced _ -> leave();
      case StreamAnswer.Gone _ -> start(new Takeover.None(), newKey(), 1);
    }
  }

  private void refused(StartAnswer.Refused refused, String key, int attempt) {
    if (attempt == ATTEMPTS) {
      leave();
      return;
    }
    switch (chance.nextInt(6)) {
      case 0 -> start(new Takeover.Oldest(), newKey(), attempt + 1);
      case 1 -> {
        var live = refused.live().stream().map(Stream::id).toList();
        var chosen = live.get(chance.nextInt(live.size()));
        start(new Takeover.Chosen(chosen), key, attempt + 1);
      }
      case 2, 3, 4 -> {
        // as early as it may, to the millisecond
        var wait = refused.availableAt().toEpochMilli() - clock.nowMs();
        after(Math.max(0, wait), () -> start(new Takeover.None(), newKey(), 0));
      }
      default -> leave();
    }
  }

  private void play(StreamId id) {
    if (gossip.size() > 40) {
      gossip.removeFirst();
    }
    gossip.add(id);
    playing(id, habits.heartbeats());
  }

  /** Goes on for so many heartbeats. */
  private void playing(StreamId id, int heartbeats) {
    after(28 * SECOND + chance.nextLong(4 * SECOND), () -> beat(id, heartbeats));
  }

  private void beat(StreamId id, int heartbeats) {
    if (heartbeats == 0) {
      stop(id);
      return;
    }
    playing(id, heartbeats - 1);
    var mine = errand;
    send(new Request.Heartbeat(id, habits.news()), reply -> heard(mine, reply));
    switch (chance.nextInt(400)) {
      case 0, 1, 2, 3 -> after(chance.nextLong(20 * MINUTE), this::come); // crashes, comes again
      case 4, 5, 6 -> leave(); // crashes
      case 7, 8, 9 -> after(chance.nextLong(15 * MINUTE), () -> beat(id, heartbeats)); // sleeps
      case 10 -> send(new Request.Amend(id, habits.news(), Fate.GOES_ON), _ -> {});
      case 11 -> mischief();
      case 12, 13, 14 -> oversleep(id, heartbeats);
      default -> {}
    }
  }

  /** Wakes up at the very millisecond at which it is over, or the one before. */
  private void oversleep(StreamId id, int heartbeats) {
    network.sendAtOnce(viewer, new Request.Heartbeat(id, List.of()), _ -> {});
    after(
        90 * SECOND + 10 * MINUTE - chance.nextInt(2),
        () -> {
          playing(id, heartbeats);
          var mine = errand;
          network.sendAtOnce(
              viewer, new Request.Heartbeat(id, List.of()), reply -> heard(mine, reply));
        });
  }

  private void heard(int mine, Reply reply) {
    if (closed || errand > mine + 1) {
      return;
    }
    if (reply instanceof Reply.ToStream(var answer) && !(answer instanceof StreamAnswer.Renewed)) {
      if (chance.nextBoolean()) {
        come();
      } else {
        leave();
      }
    }
  }

  private void stop(StreamId id) {
    var end =
        chance.nextInt(5) == 0 ? new Request.Amend(id, List.of(), Fate.ENDS) : new Request.End(id);
    if (chance.nextInt(8) == 0) {
      network.sendAtOnce(viewer, end, _ -> {});
      // at the very millisecond at which its key is forgotten, or the one before
      var key = lastKey;
      after(2 * MINUTE - chance.nextInt(2), () -> start(new Takeover.None(), key, 0));
      return;
    }
    leave();
    for (var attempt = 0; attempt < 1 + chance.nextInt(3); attempt++) {
      send(end, _ -> {});
    }
  }

  /** Asks about a stream that is over, another's, or none. */
  private void mischief() {
    if (gossip.isEmpty()) {
      return;
    }
    var id = gossip.get(chance.nextInt(gossip.size()));
    send(
        chance.nextBoolean() ? new Request.End(id) : new Request.Heartbeat(id, List.of()), _ -> {});
  }

  private void send(Request request, Consumer<Reply> answer) {
    network.send(viewer, request, answer);
  }
}
