package io.streamgate.endtoend.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/**
 * A connection to a server, used by one thread at a time. Throws {@link UncheckedIOException} when
 * the server is gone: the request may or may not have taken effect.
 */
public final class Connection implements AutoCloseable {

  private static final int DEADLINE_MS = 20_000;

  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;

  private Connection(int port) throws IOException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(DEADLINE_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MS);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Opens a connection to that local port. */
  @SuppressWarnings("resource") // closed by the caller
  public static Connection to(int port) {
    try {
      return new Connection(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request and reads its response. */
  public Answer ask(Request request) {
    write(request.bytes());
    return answer();
  }

  /** Sends a request without its last byte, so that the server cannot decide it yet. */
  public void prepare(Request request) {
    var bytes = request.bytes();
    write(Arrays.copyOf(bytes, bytes.length - 1));
  }

  /** Sends the last byte. */
  public void release(Request request) {
    var bytes = request.bytes();
    write(Arrays.copyOfRange(bytes, bytes.length - 1, bytes.length));
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the response to the request that was sent. */
  public Answer answer() {
    try {
      var status = Integer.parseInt(line().split(" ", 3)[1]);
      var length = 0;
      for (var header = line(); !header.isEmpty(); header = line()) {
        var parts = header.toLowerCase(Locale.ROOT).split(":", 2);
        if (parts[0].equals("content-length")) {
          length = Integer.parseInt(parts[1].strip());
        }
      }
      var body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the answer broke off");
      }
      return new Answer(status, new String(body, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() throws IOException {
    var text = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      text.append((char) next);
    }
    return text.toString().strip();
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
