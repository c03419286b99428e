package io.streamgate.bench.http;

import io.streamgate.bench.http.script.Load;
import io.streamgate.bench.http.script.Viewers;
import io.streamgate.bench.http.server.Machine;
import io.streamgate.bench.load.Driver;
import io.streamgate.bench.load.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A hostile client. Sends a header one byte a second on each of several connections, reopens a
 * connection as soon as the server closes it, and floods the server with starts that are refused.
 * Runs in its own process until standard input has data:
 *
 * <pre>
 * java -cp bench/target/bench.jar io.streamgate.bench.http.Siege port connections starts/s skip
 * </pre>
 *
 * <p>{@code skip} is the number of viewer addresses that are already in use.
 */
final class Siege {

  private static final byte[] HEAD =
      "GET /api/v1/streams HTTP/1.1\r\nhost: localhost\r\nx-slow: slowly, byte by byte\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private static final int FLOOD_CONNECTIONS = 8;

  private static final LongAdder REFUSED = new LongAdder();

  private final InetSocketAddress server;
  private final List<Slow> slow = new ArrayList<>();
  private long reopened;

  private Siege(int port) {
    server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static final class Slow {
    private SocketChannel channel;
    private int sent;

    Slow(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /**
   * See the class. Prints a line once the attack is running, and at the end the number of reopened
   * connections and of refused starts.
   */
  public static void main(String[] arguments) throws IOException {
    var port = Integer.parseInt(arguments[0]);
    Viewers.skip(Integer.parseInt(arguments[3]));
    var siege = new Siege(port);
    Machine.pinClient();
    var flood = new Thread(() -> flood(port, Double.parseDouble(arguments[2])), "flood");
    flood.setDaemon(true);
    flood.start();
    for (var i = 0; i < Integer.parseInt(arguments[1]); i++) {
      siege.slow.add(new Slow(siege.open()));
    }
    System.out.println("attacking");
    while (System.in.available() == 0) {
      siege.sendOneByteEach();
      if (!flood.isAlive()) {
        throw new IllegalStateException("the flood has failed");
      }
    }
    System.out.println(siege.reopened + " " + REFUSED.sum());
  }

  private SocketChannel open() throws IOException {
    var channel = SocketChannel.open(server);
    channel.configureBlocking(false);
    return channel;
  }

  /** Sends one byte on each connection, spread over one second. */
  private void sendOneByteEach() throws IOException {
    var began = System.nanoTime();
    for (var i = 0; i < slow.size(); i++) {
      var due = began + TimeUnit.SECONDS.toNanos(1) * i / slow.size();
      pauseUntil(due);
      sendOneByte(slow.get(i));
    }
    pauseUntil(began + TimeUnit.SECONDS.toNanos(1));
  }

  private void sendOneByte(Slow one) throws IOException {
    try {
      var answer = ByteBuffer.allocate(2048);
      if (one.channel.read(answer) >= 0) {
        one.channel.write(ByteBuffer.wrap(HEAD, one.sent++ % HEAD.length, 1));
        return;
      }
    } catch (IOException e) {
      // the server has closed the connection, as expected
    }
    one.channel.close();
    one.channel = open();
    one.sent = 0;
    reopened++;
  }

  private static void pauseUntil(long nanos) {
    var left = nanos - System.nanoTime();
    if (left > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void flood(int port, double perSecond) {
    try (var driver = Load.REFUSALS.connect(port, FLOOD_CONNECTIONS, Driver.Waiting.NAPPING)) {
      while (true) {
        REFUSED.add(driver.run(new Pace.Steady(perSecond, Duration.ofSeconds(1))).answers());
      }
    }
  }
}
