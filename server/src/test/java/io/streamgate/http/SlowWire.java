package io.streamgate.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection of a slow client. A character is a byte. */
public final class SlowWire implements AutoCloseable {

  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;

  /** Opens a connection to that local port. */
  @SuppressWarnings("resource") // closed by the caller
  public SlowWire(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends at once. */
  public void send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but the server may close the connection first. */
  public void sendUnlessClosed(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException closed) {
      // a response sent before the close can still be read
    }
  }

  /** Sends {@code first}, and then a byte each {@code pause}, until the server closes. */
  public void trickle(String first, Duration pause) {
    send(first);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Thread.sleep(pause);
                  socket.getOutputStream().write('x');
                }
              } catch (IOException | InterruptedException over) {
                // the server has closed the connection
              }
            });
  }

  /** Everything received until the server closes; a reset counts as a close. */
  public String allThatComes() {
    var all = new StringBuilder();
    try {
      for (var next = socket.getInputStream().read(); next >= 0; ) {
        all.append((char) next);
        next = socket.getInputStream().read();
      }
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError("the server does not close: " + all, e);
    } catch (IOException reset) {
      // data received before the reset counts
    }
    return all.toString();
  }

  /** Everything received up to {@code end}, or until the server closes. */
  public String next(String end) {
    var all = new StringBuilder();
    try {
      while (all.indexOf(end) < 0) {
        var next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        all.append((char) next);
      }
      // the rest of the response's body
      while (socket.getInputStream().available() > 0) {
        all.append((char) socket.getInputStream().read());
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends {@code request} on new connections until one is served. */
  public static void untilServed(int port, String request, String end) {
    Until.holds(
        Duration.ofMillis(PATIENCE_MS),
        () -> "a connection is served",
        () -> {
          try (var wire = new SlowWire(port)) {
            wire.send(request);
            return wire.next(end).contains("HTTP/1.1 200");
          }
        });
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
