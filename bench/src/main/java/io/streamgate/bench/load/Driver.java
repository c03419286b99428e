package io.streamgate.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Connections to a local server, driven by the calling thread. No request is in flight between two
 * runs. An unexpected response or a lost connection fails the run.
 */
public final class Driver implements AutoCloseable {

  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);

  /** How the driver waits for a response. */
  public enum Waiting {
    /** Busy-waits. For a client with its own core: the server is not charged for waking it up. */
    SPINNING,
    /** Naps between polls. For a client that shares a core: adds at most about 100 microseconds. */
    NAPPING
  }

  private static final long NAP_NANOS = 30_000;

  private final Waiting waiting;
  private final Selector selector;
  private final List<Link> links = new ArrayList<>();
  private final Deque<Link> idle = new ArrayDeque<>();

  /** Opens one connection per script. */
  public Driver(int port, List<? extends Script> scripts, Waiting waiting) {
    this.waiting = waiting;
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      selector = Selector.open();
      for (var script : scripts) {
        links.add(Link.open(server, script, selector));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    idle.addAll(links);
  }

  /** Sends requests at the given pace and returns when all have a response. */
  public Tally run(Pace pace) {
    var run =
        switch (pace) {
          case Pace.Saturating(var time) -> new Run(Long.MAX_VALUE, 0, time.toNanos());
          case Pace.Counted(var requests) -> new Run(requests, 0, Long.MAX_VALUE);
          case Pace.Steady(var perSecond, var time) ->
              new Run(Long.MAX_VALUE, 1e9 / perSecond, time.toNanos());
        };
    try {
      return run.execute();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state of one run: the requests left to send, and the latencies so far. */
  private final class Run {

    private final Histogram nanos = new Histogram(HIGHEST_NANOS, 3);
    private final long began = System.nanoTime();
    private final double intervalNanos;
    private final long lastsNanos;
    private long left;
    private long sent;

    Run(long requests, double intervalNanos, long lastsNanos) {
      this.left = requests;
      this.intervalNanos = intervalNanos;
      this.lastsNanos = lastsNanos;
    }

    Tally execute() throws IOException {
      while (isRunning()) {
        sendDueRequests();
        read();
      }
      var answers = nanos.getTotalCount();
      var time = Duration.ofNanos(System.nanoTime() - began);
      var measured = new Tally(answers, time, nanos.copy());
      drain();
      return intervalNanos > 0 || lastsNanos == Long.MAX_VALUE
          ? new Tally(nanos.getTotalCount(), time, nanos)
          : measured;
    }

    private boolean isRunning() {
      return left > 0 && System.nanoTime() - began < lastsNanos;
    }

    private void sendDueRequests() throws IOException {
      while (!idle.isEmpty() && left > 0) {
        var now = System.nanoTime();
        var due = intervalNanos > 0 ? began + (long) (sent * intervalNanos) : now;
        if (due - now > 0) {
          return;
        }
        sent++;
        left--;
        idle.removeFirst().send(due);
      }
    }

    private void read() throws IOException {
      if (selector.selectNow() == 0) {
        switch (waiting) {
          case SPINNING -> Thread.onSpinWait();
          case NAPPING -> LockSupport.parkNanos(NAP_NANOS);
        }
        return;
      }
      for (var key : selector.selectedKeys()) {
        if (key.attachment() instanceof Link link && link.read()) {
          var latency = System.nanoTime() - link.dueNanos();
          nanos.recordValue(Math.min(latency, HIGHEST_NANOS));
          idle.addLast(link);
        }
      }
      selector.selectedKeys().clear();
    }

    private void drain() throws IOException {
      var until = System.nanoTime() + RESPONSE_TIMEOUT.toNanos();
      while (idle.size() < links.size()) {
        if (System.nanoTime() - until > 0) {
          throw new IllegalStateException(
              (links.size() - idle.size())
                  + " requests have no response after "
                  + RESPONSE_TIMEOUT);
        }
        read();
      }
    }
  }

  @Override
  public void close() {
    try {
      for (var link : links) {
        link.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
