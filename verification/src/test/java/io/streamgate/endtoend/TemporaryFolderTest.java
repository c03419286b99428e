package io.streamgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.endtoend.wire.Connection;
import io.streamgate.endtoend.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server needs no temporary folder: in a container it may be read-only. */
@Tag("e2e")
final class TemporaryFolderTest {

  private static final String ME = "192.0.2.7";

  @TempDir Path folder;

  /** Vert.x once created a cache there, and the server failed to start without it. */
  @Test
  void aServerOnTheMemoryStoreLeavesTheTemporaryFolderEmpty() throws IOException {
    var temporary = Files.createDirectory(folder.resolve("temporary"));
    var launch =
        Launch.in(folder)
            .with("STREAMGATE_STORE=memory")
            .under("env", "JDK_JAVA_OPTIONS=-Djava.io.tmpdir=" + temporary);

    try (var server = launch.start();
        var connection = Connection.to(server.port())) {
      assertThat(connection.ask(Request.startWithKey(ME, "first")).status()).isEqualTo(201);
      assertThat(connection.ask(Request.get(ME, "/docs")).status()).isEqualTo(200);

      assertThat(temporary).isEmptyDirectory();
    }
  }
}
