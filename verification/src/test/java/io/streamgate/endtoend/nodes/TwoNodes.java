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

/** Two server processes that share a new table, with a limit of 3. Not thread-safe. */
final class TwoNodes implements AutoCloseable {

  /** One of the two nodes. */
  enum Node {
    ONE,
    OTHER
  }

  private final Launch launch;
  private final Map<Node, ServerProcess> servers = new EnumMap<>(Node.class);

  /** Returns when both nodes serve. Neither found a table, and one of them created it. */
  TwoNodes(Path folder, EngineProcess engine) {
    this(folder, engine, List.of(), List.of());
  }

  /** The same, with more settings of both nodes, and still more of the other node alone. */
  TwoNodes(Path folder, EngineProcess engine, List<String> ofBoth, List<String> ofOther) {
    var table = engine.settings("streamgate-" + UUID.randomUUID());
    launch = Launch.in(folder).with(table).with(ofBoth);
    var ready = false;
    try {
      servers.put(Node.ONE, launch.launch());
      servers.put(Node.OTHER, launch.with(ofOther).launch());
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

  int managementPort(Node node) {
    return server(node).managementPort();
  }

  /** Sends a signal to that node's process: {@code STOP} or {@code CONT}. */
  void signal(Node node, String name) {
    server(node).signal(name);
  }

  /** Connections to both nodes in turn, whose requests arrive together. */
  Burst burst(int size) {
    return new Burst(List.of(port(Node.ONE), port(Node.OTHER)), size);
  }

  /** Sends a request to that node, on a new connection. */
  Answer ask(Node node, Request request) {
    try (var connection = Connection.to(port(node))) {
      return connection.ask(request);
    }
  }

  /** Kills the node like {@code kill -9}, and waits until it is gone. */
  void kill(Node node) {
    server(node).kill();
  }

  /** Restarts that node if it was killed. */
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
