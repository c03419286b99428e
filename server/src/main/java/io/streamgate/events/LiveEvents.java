package io.streamgate.events;

import io.streamgate.lease.id.ViewerId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events for those who watch them as they happen, which a few may do. Thread-safe. */
public final class LiveEvents implements CloudEvents.Sink {

  /** The most that may watch at the same time. */
  public static final int MOST_LISTENERS = 8;

  private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();
  private boolean isClosed; // guarded by this

  /** A new listener; empty if there are enough already, or the server stops. */
  public synchronized Optional<LiveListener> listen() {
    if (isClosed || listeners.size() >= MOST_LISTENERS) {
      return Optional.empty();
    }
    var listener = new LiveListener(listeners::remove);
    listeners.add(listener);
    return Optional.of(listener);
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  @Override
  public boolean isOpen() {
    return !listeners.isEmpty();
  }

  @Override
  public void add(CloudEvent event) {
    listeners.forEach(listener -> listener.add(event));
  }

  @Override
  public void erase(ViewerId viewer, CloudEvents.Eraser eraser) {
    listeners.forEach(listener -> listener.erase(viewer, eraser));
  }

  /** Ends all listeners, and takes no new ones. */
  public synchronized void close() {
    isClosed = true;
    listeners.forEach(listener -> listener.end(LiveListener.End.SHUTDOWN));
  }
}
