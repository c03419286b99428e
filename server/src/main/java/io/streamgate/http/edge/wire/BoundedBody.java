package io.streamgate.http.edge.wire;

import io.streamgate.http.exchange.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Collects a request's body as far as it is small, and gives up where it is not. */
public final class BoundedBody {

  private final HttpServerRequest request;
  private final Receiver outcome;
  private final Buffer collected = Buffer.buffer();
  private boolean ended;

  private BoundedBody(HttpServerRequest request, Receiver outcome) {
    this.request = request;
    this.outcome = outcome;
  }

  /** What becomes of a body; one of these is called, once. */
  public interface Receiver {

    /** It is there. */
    void whole(Buffer body);

    /** It is longer than {@link Call#MAX_BODY_BYTES}, or says so. */
    void tooLarge();

    /** It is not whole in the time that a request may take. */
    void late();

    /** Its framing makes no sense, or the client has gone. */
    void broken();
  }

  /** Reads the body. Called on the request's event loop before anything of the body was read. */
  public static void read(HttpServerRequest request, Receiver outcome) {
    var body = new BoundedBody(request, outcome);
    if (body.declaredLength() > Call.MAX_BODY_BYTES) {
      outcome.tooLarge();
      return;
    }
    RequestDeadlines.whenLate(
        Connections.channelOf(request.connection()), () -> body.end(Receiver::late));
    request.exceptionHandler(_ -> body.end(Receiver::broken));
    request.handler(body::add);
    request.endHandler(_ -> body.end(o -> o.whole(body.collected)));
  }

  /** Whether the request has a body, going by its headers. */
  public static boolean isPresent(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private long declaredLength() {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return 0; // the decoder below refuses it
    }
  }

  private void add(Buffer part) {
    if (collected.length() + part.length() > Call.MAX_BODY_BYTES) {
      end(Receiver::tooLarge);
    } else {
      collected.appendBuffer(part);
    }
  }

  private void end(Consumer<Receiver> how) {
    if (!ended) {
      ended = true;
      how.accept(outcome);
    }
  }
}
