package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A response: a reply, a reply in pieces, events until somebody ends it, or a problem. */
public sealed interface Answer {

  /** One header line. */
  record Header(String name, String value) {}

  /** A body and its {@code content-type}. */
  record Content(String type, Buffer body) {}

  /** The status code. */
  int status();

  /** The headers besides those that every response has. */
  List<Header> headers();

  /** A response that is not a problem; without content the status says it all. */
  record Reply(int status, List<Header> headers, @Nullable Content content) implements Answer {
    public Reply {
      headers = List.copyOf(headers);
    }

    /** This reply with one more header. */
    public Reply with(String name, String value) {
      return new Reply(status, plus(headers, name, value), content);
    }
  }

  /**
   * A reply with a long body, of which no more than a piece is in memory.
   *
   * @param type the {@code content-type}
   */
  record InPieces(List<Header> headers, String type, Pieces pieces) implements Answer {
    public InPieces {
      headers = List.copyOf(headers);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /** The pieces of a body, which are made one after another, as the client reads them. */
  interface Pieces {

    /**
     * The next piece, or null after the last. Called on an event loop, and not before the previous
     * piece has been written. If it fails, the connection is closed, so that the client does not
     * take what it has for the whole.
     */
    CompletionStage<@Nullable Buffer> next();

    /** Called when no more pieces are wanted: after the last one, or if the client has gone. */
    default void close() {}
  }

  /**
   * A problem as in RFC 9457.
   *
   * @param detail what happened this time and what to change
   * @param members writes further members, for programs
   */
  record Problem(
      ProblemType type, String detail, List<Header> headers, Consumer<JsonGenerator> members)
      implements Answer {
    public Problem {
      headers = List.copyOf(headers);
    }

    @Override
    public int status() {
      return type.status();
    }

    /** This problem with one more header. */
    public Problem with(String name, String value) {
      return new Problem(type, detail, plus(headers, name, value), members);
    }

    /** This problem with further members. */
    public Problem with(Consumer<JsonGenerator> more) {
      return new Problem(type, detail, headers, members.andThen(more));
    }

    /** This problem with {@code retry-after}: whole seconds, rounded up, at least one. */
    public Problem retryAfter(Duration wait) {
      var seconds = wait.plusMillis(999).toSeconds();
      return with("retry-after", Long.toString(Math.max(1, seconds)));
    }
  }

  /** A response of server-sent events, which goes on until the client or the feed ends it. */
  record ServerSentEvents(EventFeed feed) implements Answer {
    @Override
    public int status() {
      return 200;
    }

    /** A proxy that collects a response before it passes it on would hold back every event. */
    @Override
    public List<Header> headers() {
      return List.of(
          new Header("content-type", "text/event-stream"), new Header("x-accel-buffering", "no"));
    }
  }

  /**
   * What a response of server-sent events sends, until either side ends it. Its own bound is the
   * feed's: a client that does not read is the feed's to give up.
   */
  interface EventFeed {

    /**
     * One event.
     *
     * @param name the {@code event} field
     * @param data one line
     */
    record Message(String name, Buffer data, Position position) {}

    /** Whether a message is the last one. */
    enum Position {
      WITHIN,
      LAST
    }

    /** Calls {@code action}, on any thread, when there is a message after there was none. */
    void whenReady(Runnable action);

    /** The next message; empty if there is none yet. Called on an event loop. */
    Optional<Message> poll();

    /** Whether only the last message is left. It is sent even to a client that does not read. */
    boolean isOver();

    /** The response is over. Called once. */
    void close();
  }

  /** A reply with a JSON object. */
  static Reply json(int status, Consumer<JsonGenerator> content) {
    return new Reply(status, List.of(), new Content("application/json", Json.object(content)));
  }

  /** A reply with text. */
  static Reply text(String contentType, String text) {
    return new Reply(200, List.of(), new Content(contentType, Buffer.buffer(text)));
  }

  /** A reply without content. */
  static Reply empty(int status) {
    return new Reply(status, List.of(), null);
  }

  /** A problem without further members. */
  static Problem problem(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), _ -> {});
  }

  private static List<Header> plus(List<Header> headers, String name, String value) {
    return Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList();
  }
}
