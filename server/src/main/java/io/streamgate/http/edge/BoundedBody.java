package io.streamgate.http.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Collects a request's body as far as it is small, and gives up where it is not. */
final class BoundedBody {

  /** The longest body that is read: every field at its longest fits. */
  static final int MAX_BYTES = 16 * 1024;

  private final HttpServerRequest request;
  private final Buffer collected = Buffer.buffer();
  private boolean tooLarge;

  private BoundedBody(HttpServerRequest request) {
    this.request = request;
  }

  /** Calls {@code whole} with the body when it is there, or {@code tooLarge} as soon as it is. */
  static void read(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLarge) {
    var body = new BoundedBody(request);
    if (body.declaredLength() > MAX_BYTES) {
      tooLarge.run();
      return;
    }
    request.handler(part -> body.add(part, tooLarge));
    request.endHandler(
        _ -> {
          if (!body.tooLarge) {
            whole.accept(body.collected);
          }
        });
  }

  /** Whether the request has a body, going by its headers. */
  static boolean isPresent(HttpServerRequest request) {
    var length = request.getHeader("content-length");
    return request.headers().contains("transfer-encoding")
        || (length != null && !length.equals("0"));
  }

  private long declaredLength() {
    var length = request.getHeader("content-length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException notANumber) {
      return 0; // the decoder below refuses it
    }
  }

  private void add(Buffer part, Runnable onTooLarge) {
    if (tooLarge) {
      return;
    }
    if (collected.length() + part.length() > MAX_BYTES) {
      tooLarge = true;
      onTooLarge.run();
    } else {
      collected.appendBuffer(part);
    }
  }
}
