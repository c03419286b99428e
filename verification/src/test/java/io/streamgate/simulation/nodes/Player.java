package io.streamgate.simulation.nodes;

import io.streamgate.lease.Start.Takeover;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Playback.Report;
import io.streamgate.simulation.nodes.ledger.Plan;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A device of a viewer's: starts a stream now and then, with the others or alone; repeats what is
 * not answered; says every half minute that it still plays; pauses, falls asleep, crashes, starts
 * again without an end, and ends.
 */
final class Player {

  private static final long PATIENCE_MS = 2_500;
  private static final int TRIES = 4;
  private static final long MINUTE_MS = 60_000;
  private static final long LONGEST_NAP_MS = 11 * MINUTE_MS;

  private final Home home;
  private final String device;
  private final Random random;

  /** What it waits for: an answer to anything else is of the past. */
  private long turn;

  private String stream = "";
  private long endsMs;

  Player(Home home, String device) {
    this.home = home;
    this.device = device;
    this.random = home.random();
  }

  /** Waits for the next wish to watch: half of them come when others of this viewer's do. */
  void idle() {
    stream = "";
    var wait = 1 + chance(240) * MINUTE_MS + random.nextInt(60_000);
    next(random.nextBoolean() ? home.untilNextRush(wait) : wait, this::begin);
  }

  private void begin() {
    if (home.isClosed()) {
      return;
    }
    endsMs = home.nowMs() + (1 + chance(20)) * MINUTE_MS;
    begin(new Takeover.None());
  }

  private void begin(Takeover takeover) {
    var key = chance(10) == 0 ? "" : home.freshKey();
    var wanted =
        takeover instanceof Takeover.None && chance(8) == 0 ? new Takeover.Oldest() : takeover;
    start(new Desk.Wish(device, key, wanted), 1);
  }

  private void start(Desk.Wish wish, int attempt) {
    ask(
        (node, hear) -> home.desk().start(node, wish, hear),
        reply -> {
          switch (reply) {
            case Reply.Plays(var id) -> plays(id);
            case Reply.Refused refused -> refused(refused);
            case Reply.IsOver() -> idle();
            case Reply.Unavailable() -> again(wish, attempt);
            case Reply.Noted() -> {}
          }
        },
        () -> again(wish, attempt));
  }

  private void again(Desk.Wish wish, int attempt) {
    if (attempt == TRIES) {
      idle();
    } else {
      next(200L * attempt, () -> start(wish, attempt + 1));
    }
  }

  private void refused(Reply.Refused refused) {
    switch (chance(5)) {
      case 0 -> next(chance(20_000), () -> begin(takeoverOf(refused.live())));
      case 1, 2, 3 -> {
        if (refused.availableAtMs() == 0) {
          idle();
        } else {
          // at the very end of the lease that is in the way, or a moment before
          var wait = refused.availableAtMs() - home.nowMs() - (chance(4) == 0 ? 1 : 0);
          next(wait, () -> begin(new Takeover.None()));
        }
      }
      default -> idle();
    }
  }

  private Takeover takeoverOf(List<String> live) {
    return live.isEmpty()
        ? new Takeover.Oldest()
        : new Takeover.Chosen(new StreamId(live.get(random.nextInt(live.size()))));
  }

  private void plays(String id) {
    stream = id;
    if (chance(8) == 0) {
      // the wrong film
      next(chance(5_000), () -> end(1));
    } else {
      next(untilHeartbeat(), this::lives);
    }
  }

  private long untilHeartbeat() {
    return Plan.INTERVAL.toMillis() - 1_000 + chance(3_000);
  }

  private void lives() {
    if (home.isClosed() || home.nowMs() >= endsMs) {
      leave();
    } else if (home.untilNextRush(0) < LONGEST_NAP_MS && chance(8) == 0) {
      // and it is opened when the others sit down: whose slot has this been meanwhile?
      next(home.untilNextRush(0), () -> heartbeat(1));
    } else if (chance(60) == 0) {
      // a lid is closed: for less than a lease, for more, or for too long
      next((1 + chance(14)) * MINUTE_MS + chance(60_000), () -> heartbeat(1));
    } else {
      heartbeat(1);
    }
  }

  private void leave() {
    switch (chance(6)) {
      case 0, 1 -> idle();
      case 2 -> next(chance(5_000), this::begin);
      default -> end(1);
    }
  }

  private void end(int attempt) {
    var id = stream;
    ask(
        (node, hear) -> home.desk().end(node, id, hear),
        reply -> {
          if (reply instanceof Reply.Unavailable && attempt < TRIES) {
            next(500, () -> end(attempt + 1));
          } else {
            idle();
          }
        },
        () -> {
          if (attempt < TRIES) {
            end(attempt + 1);
          } else {
            idle();
          }
        });
  }

  private void heartbeat(int attempt) {
    var id = stream;
    var told = told();
    ask(
        (node, hear) -> home.desk().heartbeat(node, id, told, hear),
        reply -> {
          switch (reply) {
            case Reply.IsOver() -> {
              if (chance(3) == 0) {
                begin();
              } else {
                idle();
              }
            }
            case Reply.Unavailable() -> beatAgain(attempt);
            case Reply.Plays _, Reply.Refused _, Reply.Noted _ ->
                next(untilHeartbeat(), this::lives);
          }
        },
        () -> beatAgain(attempt));
    if (chance(12) == 0) {
      home.desk().look(home.anyNode());
    }
  }

  private void beatAgain(int attempt) {
    if (attempt < TRIES) {
      next(1_000, () -> heartbeat(attempt + 1));
    } else {
      next(untilHeartbeat(), this::lives);
    }
  }

  private List<Report> told() {
    return switch (chance(8)) {
      case 0 -> List.of(new Report.Pauses());
      case 1 -> List.of(new Report.Plays(), new Report.IsAt(chance(1_000_000)));
      default -> List.of();
    };
  }

  /** Something to ask a node that the request has reached. */
  private interface Question {
    void ask(Node node, Consumer<Reply> hear);
  }

  /** Asks by way of the network, and hears one answer, or none in time. */
  private void ask(Question question, Consumer<Reply> hear, Runnable unanswered) {
    var mine = ++turn;
    var node = home.anyNode();
    home.post(
        "request of a player",
        () -> {
          if (node.isUp()) {
            question.ask(
                node,
                reply ->
                    home.post("answer to a player", () -> onTurn(mine, () -> hear.accept(reply))));
          }
        });
    home.in(PATIENCE_MS, () -> onTurn(mine, unanswered));
  }

  private void next(long ms, Runnable task) {
    var mine = ++turn;
    home.in(ms, () -> onTurn(mine, task));
  }

  private void onTurn(long of, Runnable task) {
    if (of == turn) {
      turn++;
      task.run();
    }
  }

  private int chance(int of) {
    return random.nextInt(of);
  }
}
