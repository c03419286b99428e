package io.streamgate.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection and its script. Sends one request at a time. */
final class Link implements AutoCloseable {

  private final SocketChannel channel;
  private final Script script;
  private final Answer answer = new Answer();
  private final ByteBuffer in = ByteBuffer.allocateDirect(32 * 1024);
  private final ByteBuffer out = ByteBuffer.allocateDirect(32 * 1024);

  /** When the request in flight was due, in nanoseconds. */
  private long dueNanos;

  private Link(SocketChannel channel, Script script) {
    this.channel = channel;
    this.script = script;
  }

  static Link open(InetSocketAddress server, Script script, Selector selector) throws IOException {
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var link = new Link(channel, script);
    channel.register(selector, SelectionKey.OP_READ, link);
    return link;
  }

  void send(long due) throws IOException {
    dueNanos = due;
    answer.clear();
    out.clear().put(script.next()).flip();
    while (out.hasRemaining()) {
      // a request is far smaller than the socket's send buffer
      channel.write(out);
    }
  }

  long dueNanos() {
    return dueNanos;
  }

  /** Reads what is available. Returns true if the response is complete; the script then has it. */
  boolean read() throws IOException {
    in.clear().limit(Math.min(in.capacity(), answer.room()));
    var count = channel.read(in);
    if (count < 0) {
      throw new EOFException("the server closed a connection; received so far: " + answer.text());
    }
    in.flip().get(answer.bytes(), answer.count(), count);
    answer.added(count);
    if (!answer.isWhole()) {
      return false;
    }
    script.answered(answer);
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
