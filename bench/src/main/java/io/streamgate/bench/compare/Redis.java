package io.streamgate.bench.compare;

import io.streamgate.bench.http.server.Contender;
import io.streamgate.bench.http.server.Machine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A local Redis with its own process and directory. Closing it kills the process. */
final class Redis implements AutoCloseable {

  private static final int TRIES = 400;

  private final Process process;
  private final int port;

  private Redis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Which data Redis has on disk when it responds. */
  enum Durability {
    /** Nothing. The fastest setting. */
    NONE,
    /** Everything, like Streamgate's sqlite store: a log that is synced before the response. */
    ALWAYS
  }

  static boolean isInstalled() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
  }

  static Redis start(Durability durability) {
    var port = Machine.freePort();
    var log =
        switch (durability) {
          case NONE -> List.of("--appendonly", "no");
          case ALWAYS -> List.of("--appendonly", "yes", "--appendfsync", "always");
        };
    var command = new ArrayList<>(List.of("redis-server", "--port", "" + port));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", ""));
    command.addAll(log);
    try {
      var process =
          new ProcessBuilder(command)
              .directory(Contender.scratch("redis").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var redis = new Redis(process, port);
      redis.awaitPort();
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitPort() throws IOException {
    for (var i = 0; i < TRIES; i++) {
      try (var socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException notYet) {
        pause();
      }
    }
    close();
    throw new IOException("redis-server did not start listening");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
