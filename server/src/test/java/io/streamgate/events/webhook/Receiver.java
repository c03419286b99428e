package io.streamgate.events.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Receives deliveries on a socket, and answers with any bytes, or none. */
final class Receiver implements AutoCloseable {

  static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

  /** What came in one request. */
  record Request(String line, Map<String, String> headers, String text) {
    String header(String name) {
      return Objects.requireNonNull(headers.get(name), name);
    }

    byte[] body() {
      return text.getBytes(UTF_8);
    }
  }

  /** Answers the request of that number, from 1. */
  @FunctionalInterface
  interface Answering {
    void answer(int number, Request request, Connection connection)
        throws IOException, InterruptedException;
  }

  /** The connection of a request. */
  record Connection(Socket socket, OutputStream out, CountDownLatch stopped) {
    void send(String text) throws IOException {
      out.write(text.getBytes(ISO_8859_1));
      out.flush();
    }

    void close() throws IOException {
      socket.close();
    }

    /** Says nothing until the test ends. */
    void hang() throws InterruptedException {
      stopped.await();
    }

    boolean isStopped() {
      return stopped.getCount() == 0;
    }
  }

  private final ServerSocket socket;
  private final Answering answering;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Receiver(Answering answering) throws IOException {
    this.answering = answering;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  static Receiver that(Answering answering) throws IOException {
    return new Receiver(answering);
  }

  /** Answers each request with these bytes, and keeps the connection. */
  static Receiver thatSends(String answer) throws IOException {
    return new Receiver((_, _, connection) -> connection.send(answer));
  }

  static Answering sending(String answer) {
    return (_, _, connection) -> connection.send(answer);
  }

  static void endlessHeaders(int number, Request request, Connection connection)
      throws IOException {
    connection.send("HTTP/1.1 200 OK\r\n");
    while (!connection.isStopped()) {
      connection.send("x-more: " + "x".repeat(1_000) + "\r\n");
    }
  }

  static void endlessBody(int number, Request request, Connection connection) throws IOException {
    connection.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n");
    while (!connection.isStopped()) {
      connection.send("x".repeat(8_192));
    }
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:%d/events?from=streamgate".formatted(socket.getLocalPort()));
  }

  List<Request> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = connection.getInputStream();
      while (true) {
        var request = read(in);
        requests.add(request);
        answering.answer(
            requests.size(),
            request,
            new Connection(connection, connection.getOutputStream(), stopped));
      }
    } catch (IOException | InterruptedException gone) {
      // the client has gone, or the test has ended
    }
  }

  private static Request read(InputStream in) throws IOException {
    var line = line(in);
    var headers = new HashMap<String, String>();
    for (var next = line(in); !next.isEmpty(); next = line(in)) {
      var parts = next.split(": ?", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(line, headers, new String(body, UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("end of the stream");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    stopped.countDown();
    socket.close();
  }
}
