package io.streamgate.http.edge.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/** Why a connection is given up without a request that could be read. */
public sealed class UnreadableRequest extends Exception {

  private static final long serialVersionUID = 1;

  private UnreadableRequest(String message) {
    super(message, null, false, false);
  }

  /** A request's headers were not there in time. */
  public static final class TooSlow extends UnreadableRequest {

    private static final long serialVersionUID = 1;
    private final long allowedMs;

    TooSlow(long allowedMs) {
      super("the headers did not arrive in " + allowedMs + " ms");
      this.allowedMs = allowedMs;
    }

    /** How long they may take. */
    public long allowedMs() {
      return allowedMs;
    }
  }

  /** There are as many connections as may be. */
  public static final class TooMany extends UnreadableRequest {

    private static final long serialVersionUID = 1;

    TooMany() {
      super("there are as many connections as may be");
    }
  }

  /** Its version is no HTTP/1. */
  public static final class OtherVersion extends UnreadableRequest {

    private static final long serialVersionUID = 1;

    OtherVersion() {
      super("the version is no HTTP/1");
    }
  }

  /** Has a request of another version refused as one that cannot be read; Vert.x answers it 501. */
  static void refuseOtherVersion(HttpRequest request) {
    var version = request.protocolVersion();
    if (request.decoderResult().isSuccess()
        && !version.equals(HttpVersion.HTTP_1_1)
        && !version.equals(HttpVersion.HTTP_1_0)) {
      request.setDecoderResult(DecoderResult.failure(new OtherVersion()));
    }
  }

  /**
   * Has a connection refused for that cause. Does what the decoder does with bytes it cannot read:
   * the server's handler for those answers and closes, after the answers to requests before.
   */
  static void refuse(ChannelHandlerContext decoder, UnreadableRequest cause) {
    var unread = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    unread.setDecoderResult(DecoderResult.failure(cause));
    decoder.fireChannelRead(unread);
    decoder.fireChannelReadComplete();
  }
}
