package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches events as they happen. At most {@value #MOST_WAITING} events wait; a
 * listener that is slower than that hears of no further ones. Thread-safe.
 */
public final class LiveListener {

  /** The most events that wait for a listener. */
  static final int MOST_WAITING = 1_000;

  /** Why a listener hears of no further events. */
  public enum End {
    /** Too many events waited. */
    TOO_SLOW,
    /** The server stops. */
    SHUTDOWN
  }

  private final Consumer<LiveListener> leave;
  private final ArrayDeque<CloudEvent> waiting =
      new ArrayDeque<>(); // guarded by this, as all below
  private Runnable ready = () -> {};
  private @Nullable End end;

  LiveListener(Consumer<LiveListener> leave) {
    this.leave = leave;
  }

  /** Calls {@code action} on any thread when there is news after there was none. */
  public synchronized void whenReady(Runnable action) {
    ready = action;
  }

  void add(CloudEvent event) {
    synchronized (this) {
      if (end != null) {
        return;
      }
      if (waiting.size() == MOST_WAITING) {
        waiting.clear();
        end = End.TOO_SLOW;
      } else {
        waiting.add(event);
      }
      if (waiting.size() > 1) {
        return; // it knows already
      }
    }
    tell();
  }

  void end(End why) {
    synchronized (this) {
      if (end == null) {
        end = why;
      }
    }
    tell();
  }

  /** Outside the lock: the action may take another. */
  private void tell() {
    Runnable action;
    synchronized (this) {
      action = ready;
    }
    action.run();
  }

  /** The next event, in JSON; empty if there is none yet. */
  public synchronized Optional<byte[]> poll() {
    return Optional.ofNullable(waiting.poll()).map(CloudEvent::json);
  }

  /** Why there are no further events once {@link #poll} is empty; null if there may be. */
  public synchronized @Nullable End end() {
    return end;
  }

  synchronized void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
    for (var left = waiting.size(); left > 0; left--) {
      var event = waiting.remove();
      waiting.add(event.names(viewer) ? eraser.withoutName(event) : event);
    }
  }

  /** Stops listening. */
  public void close() {
    leave.accept(this);
  }
}
