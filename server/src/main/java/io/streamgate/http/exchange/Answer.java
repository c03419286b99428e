package io.streamgate.http.exchange;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** What goes back: a reply, a status alone, or a problem. */
public sealed interface Answer {

  /** One header line. */
  record Header(String name, String value) {}

  /** The status. */
  int status();

  /** The headers besides those that every answer has. */
  List<Header> headers();

  /** Something to read. */
  record Reply(int status, List<Header> headers, String contentType, Buffer body)
      implements Answer {
    public Reply {
      headers = List.copyOf(headers);
    }

    /** This reply with one header more. */
    public Reply with(String name, String value) {
      return new Reply(status, plus(headers, name, value), contentType, body);
    }
  }

  /** Nothing to read: the status says it all. */
  record Empty(int status, List<Header> headers) implements Answer {
    public Empty {
      headers = List.copyOf(headers);
    }

    /** This answer with one header more. */
    public Empty with(String name, String value) {
      return new Empty(status, plus(headers, name, value));
    }
  }

  /**
   * A refusal, as RFC 9457 has it.
   *
   * @param detail what happened this time and what to change
   * @param members writes what else a program can use
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

    /** This problem with one header more. */
    public Problem with(String name, String value) {
      return new Problem(type, detail, plus(headers, name, value), members);
    }

    /** This problem with what a program can use. */
    public Problem with(Consumer<JsonGenerator> more) {
      return new Problem(type, detail, headers, members.andThen(more));
    }

    /** This problem, and when to try again: in whole seconds, at least one. */
    public Problem retryAfter(Duration wait) {
      var seconds = wait.plusMillis(999).toSeconds();
      return with("retry-after", Long.toString(Math.max(1, seconds)));
    }
  }

  /** A JSON object. */
  static Reply json(int status, Consumer<JsonGenerator> content) {
    return new Reply(status, List.of(), "application/json", Json.object(content));
  }

  /** Text of some kind. */
  static Reply text(String contentType, String text) {
    return new Reply(200, List.of(), contentType, Buffer.buffer(text));
  }

  /** A status that says it all. */
  static Empty empty(int status) {
    return new Empty(status, List.of());
  }

  /** A problem without more members. */
  static Problem problem(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), _ -> {});
  }

  private static List<Header> plus(List<Header> headers, String name, String value) {
    return Stream.concat(headers.stream(), Stream.of(new Header(name, value))).toList();
  }
}
