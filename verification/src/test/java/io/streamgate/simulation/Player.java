package io.streamgate.simulation;

import io.streamgate.lease.Heartbeat.Sender;
import io.streamgate.lease.Start.Takeover;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A viewer's device: starts streams from time to time, alone or together with the others; repeats
 * unanswered requests; sends a heartbeat every half minute; pauses, sleeps, crashes, restarts
 * without an end, and ends streams.
 */
final class Player {

  private static final long PATIENCE_MS = 2_500;
  private static final int TRIES = 4;
  private static final long MINUTE_MS = 60_000;
  private static final long LONGEST_NAP_MS = 11 * MINUTE_MS;
  private static final long OVER_AFTER_MS = 690_000;
  private static final long KEY_FORGOTTEN_AFTER_MS = 120_000;

  private final Household home;
  private final String device;
  private final Random random;
  private final Errands errands;

  /** The number of the current wait; answers to earlier requests are ignored. */
  private long turn;

  private String stream = "";
  private String key = "";
  private Sender sender = Sender.PRESENT;
  private String content = "";
  private Map<String, String> facts = Map.of();
  private long endsMs;
  private long sentMs;
  private long toldMs;

  Player(Household home, String device) {
    this.home = home;
    this.device = device;
    this.random = home.random();
    this.errands = new Errands(home, device);
  }

  /** Waits for the next start; half of them coincide with those of the other devices. */
  void idle() {
    stream = "";
    var wait = 1 + chance(240) * MINUTE_MS + random.nextInt(60_000);
    next(random.nextBoolean() ? home.untilNextRush(wait) : wait, this::begin);
  }

  private void begin() {
    if (home.isClosed()) {
      return;
    }
    errands.beforeAStart();
    endsMs = home.nowMs() + (1 + chance(20)) * MINUTE_MS;
    begin(new Takeover.None());
  }

  private void begin(Takeover takeover) {
    key = chance(10) == 0 ? "" : home.freshKey();
    content = home.film();
    facts = home.facts();
    start(takeover instanceof Takeover.None ? home.takeover() : takeover, 1);
  }

  private void start(Takeover takeover, int attempt) {
    ask(
        new Request.Start(device, key, takeover, content, facts),
        reply -> {
          switch (reply) {
            case Reply.Plays(var id, var expiresAtMs) -> plays(id, expiresAtMs);
            case Reply.Refused refused -> refused(refused);
            case Reply.IsOver() -> idle();
            case Reply.Unavailable() -> again(takeover, attempt);
            case Reply.Noted() -> {}
          }
        },
        () -> again(takeover, attempt));
  }

  private void again(Takeover takeover, int attempt) {
    content = home.repeated(content);
    if (attempt == TRIES) {
      idle();
    } else {
      next(200L * attempt, () -> start(takeover, attempt + 1));
    }
  }

  private void refused(Reply.Refused refused) {
    switch (chance(6)) {
      case 0 -> next(chance(20_000), () -> begin(errands.takeoverOf(refused.live())));
      case 1 -> next(chance(2_000), () -> start(errands.takeoverOf(refused.live()), TRIES));
      case 2, 3, 4 -> {
        if (refused.availableAtMs() == 0) {
          idle();
        } else {
          // exactly when the lease that blocks it expires, or a millisecond before
          var wait = refused.availableAtMs() - home.nowMs() - (chance(4) == 0 ? 1 : 0);
          next(wait, () -> begin(new Takeover.None()));
        }
      }
      default -> idle();
    }
  }

  private void plays(String id, long expiresAtMs) {
    stream = id;
    sentMs = home.nowMs();
    home.started(id);
    toldMs = expiresAtMs;
    sender = Sender.PRESENT;
    if (chance(8) == 0) {
      next(chance(5_000), () -> end(1)); // the wrong film
    } else {
      next(errands.untilHeartbeat(), this::lives);
    }
  }

  private void lives() {
    if (home.isClosed() || home.nowMs() >= endsMs) {
      goAway();
    } else if (home.untilNextRush(0) < LONGEST_NAP_MS && chance(8) == 0) {
      // the lid is closed until the others start, who may take the slot
      next(home.untilNextRush(0), () -> heartbeat(1));
    } else if (chance(60) == 0) {
      // sleeps for less than a lease, for longer, or until the stream is over
      next((1 + chance(14)) * MINUTE_MS + chance(60_000), () -> heartbeat(1));
    } else if (chance(60) == 0) {
      // sleeps until exactly the millisecond at which the stream is over, or one before
      next(sentMs + OVER_AFTER_MS - chance(2) - home.nowMs(), () -> heartbeat(1));
    } else if (chance(30) == 0) {
      hide();
    } else {
      heartbeat(1);
    }
  }

  /** The page is hidden: it says that it leaves, and comes back soon, late or never. */
  private void hide() {
    home.ledger().left(stream);
    home.send(new Request.Leave(stream, toldMs), _ -> {});
    sender = Sender.RETURNED;
    switch (chance(6)) {
      case 0 -> idle();
      case 1 -> next(1, () -> heartbeat(1));
      case 2, 3 -> next(chance(5_000), () -> heartbeat(1));
      default -> next(chance(120_000), () -> heartbeat(1));
    }
  }

  private void goAway() {
    switch (chance(6)) {
      case 0, 1 -> idle();
      case 2 -> next(chance(5_000), this::begin);
      default -> end(1);
    }
  }

  private void end(int attempt) {
    var end = errands.endOf(stream);
    sentMs = home.nowMs();
    ask(
        end,
        reply -> {
          if (reply instanceof Reply.Unavailable && attempt < TRIES) {
            next(500, () -> end(attempt + 1));
          } else {
            ended();
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

  private void ended() {
    if (!key.isEmpty() && !home.isClosed() && chance(8) == 0) {
      // exactly at the millisecond at which its key is forgotten, or one before
      next(
          sentMs + KEY_FORGOTTEN_AFTER_MS - chance(2) - home.nowMs(),
          () -> start(new Takeover.None(), TRIES));
    } else {
      idle();
    }
  }

  private void heartbeat(int attempt) {
    var id = stream;
    sentMs = home.nowMs();
    ask(
        new Request.Heartbeat(id, errands.news(), sender),
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
            case Reply.Plays(_, var expiresAtMs) -> {
              toldMs = expiresAtMs;
              sender = Sender.PRESENT;
              next(errands.untilHeartbeat(), this::lives);
            }
            case Reply.Refused _, Reply.Noted _ -> {}
          }
        },
        () -> beatAgain(attempt));
    errands.duringAStream(id);
  }

  private void beatAgain(int attempt) {
    if (attempt < TRIES) {
      next(1_000, () -> heartbeat(attempt + 1));
    } else {
      next(errands.untilHeartbeat(), this::lives);
    }
  }

  /** Sends a request, and receives one answer, or none in time. */
  private void ask(Request request, Consumer<Reply> hear, Runnable unanswered) {
    var mine = ++turn;
    home.send(request, reply -> onTurn(mine, () -> hear.accept(reply)));
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
