package io.streamgate.endtoend.identity;

import io.streamgate.http.Client;
import io.streamgate.testing.Until;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Two players of one viewer. Each logs in, starts a stream, lists the viewer's streams and ends its
 * own, again and again until the load is closed.
 */
final class Load implements AutoCloseable {

  private static final int PLAYERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Supplier<Client> login;
  private final List<Future<?>> players;
  private volatile boolean closed;

  /** Starts the players. {@code login} returns a client with a new access token. */
  Load(Supplier<Client> login) {
    this.login = login;
    players = Stream.<Future<?>>generate(() -> threads.submit(this::play)).limit(PLAYERS).toList();
  }

  /** Waits until the players have completed so many more rounds. */
  void awaitRounds(int more) {
    var until = rounds.get() + more;
    Until.holds(
        PATIENCE,
        () -> until + " rounds are complete, not " + rounds,
        () -> players.stream().anyMatch(Future::isDone) || rounds.get() >= until);
    players.stream().filter(Future::isDone).forEach(Load::await);
  }

  /** How often each status has been received. */
  Map<Integer, Integer> statuses() {
    return Map.copyOf(statuses);
  }

  private void play() {
    while (!closed) {
      var player = login.get();
      var started = player.start("");
      count(started.status());
      if (started.status() == 201) {
        count(player.list("").status());
        count(player.delete("/api/v1/streams/" + started.text("/stream_id")).status());
      }
      rounds.incrementAndGet();
    }
  }

  private void count(int status) {
    statuses.merge(status, 1, Integer::sum);
  }

  private static void await(Future<?> player) {
    try {
      player.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a player received no answer", e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.close();
    players.forEach(Load::await);
  }
}
