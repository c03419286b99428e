package io.streamgate.http.admin.usage;

import io.streamgate.events.LiveListener;
import io.streamgate.http.exchange.Answer.EventFeed;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;

/** The events of a node as server-sent events. The last one, {@code end}, says why. */
record LiveFeed(LiveListener listener) implements EventFeed {

  @Override
  public void whenReady(Runnable action) {
    listener.whenReady(action);
  }

  @Override
  public Optional<Message> poll() {
    var next = listener.poll();
    return next.isPresent()
        ? Optional.of(new Message("event", Buffer.buffer(next.get()), Position.WITHIN))
        : last();
  }

  private Optional<Message> last() {
    var end = listener.end();
    if (end == null) {
      return Optional.empty();
    }
    var why = "{\"reason\":\"" + end.name().toLowerCase(Locale.ROOT) + "\"}";
    return Optional.of(new Message("end", Buffer.buffer(why), Position.LAST));
  }

  @Override
  public boolean isOver() {
    return listener.end() == LiveListener.End.TOO_SLOW;
  }

  @Override
  public void close() {
    listener.close();
  }
}
