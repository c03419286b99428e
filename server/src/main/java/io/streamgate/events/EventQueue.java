package io.streamgate.events;

import io.streamgate.limiter.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events off the threads that serve requests, which pay for one short lock. A thread of its
 * own hands them to the observers, in order. Bounded: what does not fit is dropped and counted.
 * Thread-safe.
 *
 * <p>The thread looks for events every {@value #PAUSE_MS} ms instead of being woken: a wake-up for
 * each event would cost a start more than all else here.
 */
public final class EventQueue implements AutoCloseable {

  /** Observes events, on the queue's thread. */
  @FunctionalInterface
  public interface EventHandler {
    void on(Event event, Instant at);
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
  private static final long PAUSE_MS = 25;
  private static final long PAUSE_UNTIL_READY_MS = 1_000;

  private record Item(Event event, Instant at) {}

  private final int capacity;
  private final BooleanSupplier prepare;
  private final EventHandler observer;
  private final Drops drops;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentLinkedQueue<Runnable> questions = new ConcurrentLinkedQueue<>();
  private ArrayDeque<Item> waiting = new ArrayDeque<>(); // guarded by lock, as isClosed
  private boolean isClosed;
  private volatile boolean isStopping;

  /**
   * Starts the thread.
   *
   * @param capacity how many events may wait
   * @param prepare called on the thread, once a second, until it returns true: the observers need
   *     what it prepares. May block.
   */
  public EventQueue(int capacity, BooleanSupplier prepare, EventHandler observer, Drops drops) {
    this.capacity = capacity;
    this.prepare = prepare;
    this.observer = observer;
    this.drops = drops;
    this.thread = Thread.ofPlatform().daemon().name("streamgate-events").unstarted(this::run);
    thread.start();
  }

  /** Adds an event, or drops it if there is no room. An erasure always has room. Never blocks. */
  public void add(Event event, Instant at) {
    lock.lock();
    try {
      if (isClosed || (waiting.size() >= capacity && !(event instanceof Event.Erased))) {
        drops.count(Drops.DropReason.QUEUE_FULL, 1);
      } else {
        waiting.add(new Item(event, at));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks on the queue's thread, after all events that were added before. */
  public <T> CompletionStage<T> ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    questions.add(() -> answer.completeAsync(question, Runnable::run));
    LockSupport.unpark(thread);
    if (isStopping) {
      answer.completeExceptionally(new RejectedExecutionException("the server is stopping"));
    }
    return answer;
  }

  /** How many events wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    var isReady = isPrepared();
    while (!isReady && !isStopping) {
      pause(PAUSE_UNTIL_READY_MS);
      isReady = isPrepared();
    }
    while (isReady && !(isStopping && waiting() == 0)) {
      var asked = takeQuestions();
      handOut(take());
      asked.forEach(Runnable::run);
      if (!isStopping && questions.isEmpty()) {
        pause(PAUSE_MS);
      }
    }
    takeQuestions().forEach(Runnable::run);
  }

  private boolean isPrepared() {
    try {
      return prepare.getAsBoolean();
    } catch (RuntimeException fault) {
      LOG.error("events: an internal error", fault);
      return false;
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private List<Runnable> takeQuestions() {
    var taken = new ArrayList<Runnable>();
    for (var next = questions.poll(); next != null; next = questions.poll()) {
      taken.add(next);
    }
    return taken;
  }

  private ArrayDeque<Item> take() {
    lock.lock();
    try {
      var taken = waiting;
      if (!taken.isEmpty()) {
        waiting = new ArrayDeque<>();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Never throws: the thread would end, and with it all events. */
  private void handOut(ArrayDeque<Item> items) {
    for (var item : items) {
      try {
        observer.on(item.event, item.at);
      } catch (RuntimeException fault) {
        LOG.error("events: an internal error", fault);
      }
    }
  }

  private void takeNoMore() {
    lock.lock();
    try {
      isClosed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Hands out what waits, for at most {@code patience}, and takes nothing more. Blocks. */
  public void close(Duration patience) {
    takeNoMore();
    isStopping = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(patience)) {
        drops.count(Drops.DropReason.SHUTDOWN, waiting());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(Duration.ofMillis(500));
  }
}
