package io.streamgate.http;

import io.streamgate.http.edge.Server;
import io.streamgate.http.edge.wire.Connections;
import java.time.Duration;

/** A port for tests of a server that is put together by hand. */
public final class LocalPort {

  private LocalPort() {}

  /** A free port of this machine, with deadlines that no test meets. */
  public static Server.Binding binding(int eventLoops) {
    return binding(eventLoops, Duration.ofSeconds(15));
  }

  /** One whose requests are to be whole that soon. */
  static Server.Binding binding(int eventLoops, Duration requestTimeout) {
    var rules = new Connections.Rules(1000, Duration.ofSeconds(10), requestTimeout);
    return new Server.Binding(
        "127.0.0.1", 0, eventLoops, Duration.ofSeconds(75), new Connections(rules));
  }
}
