package io.streamgate.endtoend.nodes;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.server.ServerProcess;
import io.streamgate.endtoend.wire.Answer;
import io.streamgate.endtoend.wire.Burst;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import io.streamgate.engines.EngineProcess;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Two server processes on one new table, with a limit of 3. For one thread at a time. */
final class TwoNodes implements AutoCloseable {

  /** One of the two. */
  enum Node {
    ONE,
    OTHER
  }

  private final Launch launch;
  private final Map<Node, ServerProcess> servers = new EnumMap<>(Node.class);

  /** Both serve once this returns; both found no table, and one of them created it. */
  TwoNodes(Path folder, EngineProcess engine) {
    launch = Launch.in(folder).with(engine.settings("streamgate-" + UUID.randomUUID()));
    var ready = false;
    try {
      for (var node : Node.values()) {
        servers.put(node, launch.launch());
      }
      servers.values().forEach(ServerProcess::awaitReady);
      ready = true;
    } finally {
      if (!ready) {
        close();
      }
    }
  }

  int port(Node node) {
    return server(node).port();
  }

  /** Connections to both in turn, whose requests arrive together. */
  Burst burst(int size) {
    return new Burst(List.of(port(Node.ONE), port(Node.OTHER)), size);
  }

  /** Asks that node, on a connection of its own. */
  Answer ask(Node node, Request request) {
    try (var connection = Connection.to(port(node))) {
      return connection.ask(request);
    }
  }

  /** As {@code kill -9} does it, and returns once it is gone. */
  void kill(Node node) {
    server(node).kill();
  }

  /** Starts that node again, if it was killed. */
  void revive(Node node) {
    if (!server(node).isAlive()) {
      servers.put(node, launch.start());
    }
  }

  private ServerProcess server(Node node) {
    return Objects.requireNonNull(servers.get(node));
  }

  @Override
  public void close() {
    servers.values().forEach(ServerProcess::close);
  }
}
