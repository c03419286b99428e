package io.streamgate.events.webhook;

import io.streamgate.events.CloudEvent;
import io.streamgate.events.CloudEvents;
import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait to be delivered, and those in delivery. Bounded in events and bytes, of both
 * together. Thread-safe.
 */
final class DeliveryQueue {

  private final WebhookBounds bounds;
  private final Supplier<String> ids;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<CloudEvent> waiting =
      new ArrayDeque<>(); // guarded by lock, as all below
  private final List<Delivery> underway = new ArrayList<>();
  private int events;
  private long bytes;
  private boolean isClosed;

  DeliveryQueue(WebhookBounds bounds, Supplier<String> ids) {
    this.bounds = bounds;
    this.ids = ids;
  }

  /** Adds an event; returns false if it does not fit. */
  boolean add(CloudEvent event) {
    lock.lock();
    try {
      var fits = events < bounds.events() && bytes + event.json().length <= bounds.bytes();
      if (!fits || isClosed) {
        return false;
      }
      waiting.add(event);
      events++;
      bytes += event.json().length;
      if (waiting.size() == 1 || waiting.size() % bounds.batch() == 0) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next events, once there are enough for a batch or the first has waited long enough.
   * Blocks. Returns null if the queue is closed and empty.
   */
  @Nullable Delivery take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        while (waiting.isEmpty() && !isClosed) {
          changed.await();
        }
        linger();
        if (!waiting.isEmpty()) {
          return next();
        }
        if (isClosed) {
          return null;
        }
        // another thread took them
      }
    } finally {
      lock.unlock();
    }
  }

  private void linger() throws InterruptedException {
    var left = bounds.linger().toNanos();
    while (left > 0 && !waiting.isEmpty() && waiting.size() < bounds.batch() && !isClosed) {
      left = changed.awaitNanos(left);
    }
  }

  private Delivery next() {
    var batch = new ArrayList<CloudEvent>();
    while (batch.size() < bounds.batch() && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    var delivery = new Delivery(ids.get(), batch);
    underway.add(delivery);
    if (!waiting.isEmpty()) {
      changed.signal();
    }
    return delivery;
  }

  /** The events of a delivery, as they are now: an erasure may have changed them. */
  List<CloudEvent> eventsOf(Delivery delivery) {
    lock.lock();
    try {
      return List.copyOf(delivery.events());
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of a delivery. */
  void done(Delivery delivery) {
    lock.lock();
    try {
      underway.removeIf(one -> one.id().equals(delivery.id()));
      events -= delivery.events().size();
      delivery.events().forEach(event -> bytes -= event.json().length);
    } finally {
      lock.unlock();
    }
  }

  /** Replaces the events that name a viewer, also in deliveries that will be repeated. */
  void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
    lock.lock();
    try {
      for (var delivery : underway) {
        delivery.events().replaceAll(event -> erased(event, viewer, eraser));
      }
      for (var left = waiting.size(); left > 0; left--) {
        waiting.add(erased(waiting.remove(), viewer, eraser));
      }
    } finally {
      lock.unlock();
    }
  }

  private CloudEvent erased(CloudEvent event, ViewerId viewer, CloudEvents.Eraser eraser) {
    if (!event.names(viewer)) {
      return event;
    }
    var nameless = eraser.withoutName(event);
    bytes += nameless.json().length - event.json().length;
    return nameless;
  }

  /** Waits, but not beyond the moment at which the queue is closed. */
  void pause(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var left = time.toNanos();
      while (left > 0 && !isClosed) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more events; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return isClosed;
    } finally {
      lock.unlock();
    }
  }

  /** How many events wait or are being delivered. */
  int events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes they have. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
