package io.streamgate.http.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.http.exchange.Answer.EventFeed;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * A response of server-sent events, whose headers are set. Confined to the event loop of its
 * connection. Messages are taken from the feed only while the client reads.
 */
final class EventStream {

  /** Proxies and browsers give up a connection on which nothing happens, often after a minute. */
  private static final Duration PING = Duration.ofSeconds(15);

  private static final Buffer COMMENT = Buffer.buffer(": ping\n\n");

  private final Context context;
  private final HttpServerResponse response;
  private final EventFeed feed;
  private final long timer;
  private boolean isOver;

  private EventStream(
      Context context, HttpServerResponse response, EventFeed feed, Duration idleTimeout) {
    this.context = context;
    this.response = response;
    this.feed = feed;
    var half = idleTimeout.dividedBy(2);
    var ping = half.compareTo(PING) < 0 ? half : PING;
    this.timer = context.owner().setPeriodic(Math.max(1, ping.toMillis()), _ -> ping());
  }

  /**
   * Sends the headers, and messages from then on.
   *
   * @param idleTimeout the connection is closed if nothing is written for so long
   */
  static void begin(
      Context context, HttpServerResponse response, EventFeed feed, Duration idleTimeout) {
    var stream = new EventStream(context, response, feed, idleTimeout);
    response.setChunked(true);
    response.exceptionHandler(_ -> stream.over());
    response.closeHandler(_ -> stream.over());
    response.drainHandler(_ -> stream.send());
    response.write(COMMENT);
    feed.whenReady(() -> context.runOnContext(_ -> stream.send()));
    stream.send();
  }

  private void ping() {
    if (!response.writeQueueFull()) {
      response.write(COMMENT);
    }
  }

  private void send() {
    while (!isOver && !response.writeQueueFull()) {
      var next = feed.poll();
      if (next.isEmpty()) {
        return;
      }
      write(next.get());
    }
    if (!isOver && feed.isOver()) {
      feed.poll().ifPresent(this::write);
    }
  }

  private void write(EventFeed.Message message) {
    var text =
        Buffer.buffer(message.data().length() + 64)
            .appendBytes(("event: " + message.name() + "\ndata: ").getBytes(US_ASCII))
            .appendBuffer(message.data())
            .appendString("\n\n");
    switch (message.position()) {
      case WITHIN -> response.write(text);
      case LAST -> {
        response.end(text);
        over();
      }
    }
  }

  private void over() {
    if (!isOver) {
      isOver = true;
      context.owner().cancelTimer(timer);
      feed.close();
    }
  }
}
