package io.streamgate.endtoend.wire;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Connections whose requests arrive together. All requests are sent except for their last byte,
 * then all last bytes at once, so that the server decides them within microseconds on all its event
 * loops.
 */
public final class Burst implements AutoCloseable {

  private final List<Connection> connections;

  /** A burst of at most {@code size} requests. */
  public Burst(int port, int size) {
    this(List.of(port), size);
  }

  /** A burst over several servers, in turn. */
  public Burst(List<Integer> ports, int size) {
    connections =
        IntStream.range(0, size).mapToObj(i -> Connection.to(ports.get(i % ports.size()))).toList();
  }

  /** Sends the requests, and returns the responses in the same order. */
  public List<Answer> send(List<Request> requests) {
    release(requests);
    return connections.stream().limit(requests.size()).map(Connection::answer).toList();
  }

  /** Sends the requests, and does not wait for the responses. */
  public void release(List<Request> requests) {
    for (var i = 0; i < requests.size(); i++) {
      connections.get(i).prepare(requests.get(i));
    }
    for (var i = 0; i < requests.size(); i++) {
      connections.get(i).release(requests.get(i));
    }
  }

  /** Waits for the response to the first request. */
  public Answer firstAnswer() {
    return connections.getFirst().answer();
  }

  /** The responses to the other requests, {@code size} with the first. */
  public List<Answer> answersAfterFirst(int size) {
    return connections.stream().limit(size).skip(1).map(Connection::answer).toList();
  }

  /** Sends one request. */
  public Answer ask(Request request) {
    return connections.getFirst().ask(request);
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
