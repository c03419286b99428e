package io.streamgate.endtoend.wire;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Connections whose requests arrive together: each is sent but for its last byte, and then all last
 * bytes at once, so that the server decides them within microseconds and on all its event loops.
 */
public final class Burst implements AutoCloseable {

  private final List<Connection> connections;

  /** A burst of at most {@code size} requests. */
  public Burst(int port, int size) {
    this(List.of(port), size);
  }

  /** One over several servers: each in its turn gets a request. */
  public Burst(List<Integer> ports, int size) {
    connections =
        IntStream.range(0, size).mapToObj(i -> Connection.to(ports.get(i % ports.size()))).toList();
  }

  /** The answers, in the order of the requests. */
  public List<Answer> send(List<Request> requests) {
    for (var i = 0; i < requests.size(); i++) {
      connections.get(i).prepare(requests.get(i));
    }
    for (var i = 0; i < requests.size(); i++) {
      connections.get(i).release(requests.get(i));
    }
    return connections.stream().limit(requests.size()).map(Connection::answer).toList();
  }

  /** Asks alone. */
  public Answer ask(Request request) {
    return connections.getFirst().ask(request);
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
