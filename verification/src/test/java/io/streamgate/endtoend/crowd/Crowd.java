package io.streamgate.endtoend.crowd;

import io.streamgate.endtoend.crowd.Ledger.Entry;
import io.streamgate.endtoend.crowd.Ledger.Standing;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Players of a few viewers who concurrently start streams, repeat starts, send heartbeats and end
 * streams until the server is gone, and record the answers. Each stream is used only by the player
 * who started it.
 */
public final class Crowd implements AutoCloseable {

  private static final int PLAYERS = 6;

  private final ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
  private final Ledger ledger;
  private final List<String> viewers;
  private final Random random;
  private final AtomicInteger unavailable = new AtomicInteger();
  private final boolean onFailingDisk;

  public Crowd(Ledger ledger, List<String> viewers, Random random) {
    this(ledger, viewers, random, false);
  }

  private Crowd(Ledger ledger, List<String> viewers, Random random, boolean onFailingDisk) {
    this.ledger = ledger;
    this.viewers = viewers;
    this.random = random;
    this.onFailingDisk = onFailingDisk;
  }

  /** A crowd that treats a 503 as a missing answer, and repeats the request before the next one. */
  public static Crowd onFailingDisk(Ledger ledger, List<String> viewers, Random random) {
    return new Crowd(ledger, viewers, random, true);
  }

  /**
   * Starts all players, which continue the running streams. Each future completes when its player
   * has lost the server.
   */
  public List<Future<?>> play(int port) {
    return play(port, ledger.are(Standing.STARTED));
  }

  /** Starts all players without any streams: the running ones belong to another crowd. */
  public List<Future<?>> playAnew(int port) {
    return play(port, List.of());
  }

  /** The number of 503 responses. */
  public int unavailable() {
    return unavailable.get();
  }

  private List<Future<?>> play(int port, List<Entry> running) {
    var players = new ArrayList<Future<?>>();
    for (var player : IntStream.range(0, PLAYERS).toArray()) {
      var mine =
          running.stream().filter(entry -> entry.key().hashCode() % PLAYERS == player).toList();
      var seed = random.nextLong();
      players.add(
          threads.submit(() -> new Player(new ArrayList<>(mine), new Random(seed)).play(port)));
    }
    return players;
  }

  /** Waits until all players have lost the server. Fails if one received a wrong answer. */
  public static void await(List<Future<?>> players) {
    for (var player : players) {
      try {
        player.get();
      } catch (ExecutionException e) {
        throw new AssertionError("a player received a wrong answer", e.getCause());
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Stops each player after its pending answer. */
  public void disperse() {
    threads.shutdownNow();
  }

  @Override
  public void close() {
    disperse();
  }

  private final class Player {

    /** The streams that this player started and has not ended. */
    private final List<Entry> mine;

    private final Random dice;
    private final Deque<Entry> startsWithoutAnswer = new ArrayDeque<>();
    private final Deque<Entry> endsWithoutAnswer = new ArrayDeque<>();

    Player(List<Entry> mine, Random dice) {
      this.mine = mine;
      this.dice = dice;
    }

    void play(int port) {
      try (var connection = Connection.to(port)) {
        while (!Thread.currentThread().isInterrupted()) {
          act(connection);
        }
      } catch (UncheckedIOException gone) {
        // the server was killed: the last request stays unanswered
      }
    }

    private void act(Connection connection) {
      var roll = dice.nextInt(100);
      if (!endsWithoutAnswer.isEmpty()) {
        end(connection, endsWithoutAnswer.remove());
      } else if (!startsWithoutAnswer.isEmpty()) {
        start(connection, startsWithoutAnswer.remove(), true);
      } else if (mine.isEmpty() || roll < 45) {
        start(connection, ledger.ask(viewers.get(dice.nextInt(viewers.size()))), false);
      } else if (roll < 85) {
        end(connection, mine.remove(dice.nextInt(mine.size())));
      } else if (roll < 92) {
        var entry = mine.get(dice.nextInt(mine.size()));
        is(200, connection.ask(Request.startWithKey(entry.viewer(), entry.key())));
      } else {
        var entry = mine.get(dice.nextInt(mine.size()));
        is(200, connection.ask(Request.heartbeat(entry.viewer(), entry.id())));
      }
    }

    private void start(Connection connection, Entry asked, boolean again) {
      var answer = connection.ask(Request.startWithKey(asked.viewer(), asked.key()));
      if (answer.status() == 409) {
        ledger.put(asked.is(Standing.REFUSED));
      } else if (tookEffectBefore(answer, again) || is(201, answer)) {
        mine.add(ledger.put(asked.started(answer.id())));
      } else {
        startsWithoutAnswer.add(asked);
      }
    }

    private static boolean tookEffectBefore(Answer answer, boolean askedAgain) {
      return askedAgain && answer.status() == 200;
    }

    private void end(Connection connection, Entry entry) {
      ledger.put(entry.is(Standing.END_ASKED));
      if (is(204, connection.ask(Request.end(entry.viewer(), entry.id())))) {
        ledger.put(entry.is(Standing.ENDED));
      } else {
        endsWithoutAnswer.add(entry);
      }
    }

    /** Whether the answer has that status. On a failing disk, a 503 does not count as an answer. */
    private boolean is(int status, Answer answer) {
      if (answer.status() == 503 && onFailingDisk) {
        unavailable.incrementAndGet();
        return false;
      }
      if (answer.status() != status) {
        throw new AssertionError("expected status " + status + ", but got " + answer);
      }
      return true;
    }
  }
}
