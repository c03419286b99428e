package io.streamgate;

import io.streamgate.failure.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Creates Vert.x with its event loops in the background while other parts start. */
final class EventLoops {

  private final CompletableFuture<Vertx> created;

  private EventLoops(CompletableFuture<Vertx> created) {
    this.created = created;
  }

  /** Starts creating {@code count} event loops. */
  static EventLoops create(int count) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(count)
            // No file is served from the class path. Otherwise Vert.x would create a cache in /tmp,
            // and fail in a container that may not write there.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false));
    return create(() -> Vertx.vertx(options));
  }

  /** Starts calling {@code vertx}. */
  static EventLoops create(Supplier<Vertx> vertx) {
    return new EventLoops(CompletableFuture.supplyAsync(vertx));
  }

  /** Waits for the event loops; throws {@link CannotStart} if they cannot be created. */
  Vertx vertx() {
    try {
      return created.join();
    } catch (CompletionException failure) {
      throw new CannotStart("cannot create the event loops: " + Causes.root(failure), failure);
    }
  }

  /** Waits until the event loops are created, then stops them, if they were. */
  Future<Void> close() {
    return created
        .handle(
            (vertx, failure) -> failure == null ? vertx.close() : Future.<Void>succeededFuture())
        .join();
  }
}
