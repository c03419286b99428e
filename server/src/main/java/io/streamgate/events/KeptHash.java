package io.streamgate.events;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The hash of viewers by a key that is kept where the streams are. Thread-safe, but the hash. */
public final class KeptHash implements Supplier<SubjectHash> {

  /** Enough for a table that is slow; the queue of events waits for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<CompletionStage<String>> kept;
  private volatile @Nullable SubjectHash hash;

  /** The hash by the key that {@code kept} reads, or makes and keeps. */
  public KeptHash(Supplier<CompletionStage<String>> kept) {
    this.kept = kept;
  }

  /**
   * Reads the key. Blocks, for at most {@code patience}. Fails with a {@link CompletionException}
   * of what the reading failed with, of {@link java.util.concurrent.TimeoutException}, or of {@link
   * IllegalStateException} if what is kept is no key.
   */
  public void read(Duration patience) {
    hash =
        completedStage(kept)
            .thenCompose(Supplier::get)
            .toCompletableFuture()
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(KeptHash::parsed)
            .join();
  }

  private static SubjectHash parsed(String text) {
    return SubjectHash.parse(text).orElseThrow(() -> new IllegalStateException("not a key"));
  }

  /** Whether the key is there. If not, reads it; blocks. */
  public boolean isReady() {
    try {
      if (hash == null) {
        read(PATIENCE);
      }
      return true;
    } catch (CompletionException unavailable) {
      return false;
    }
  }

  /** The hash; fails if the key is not there. */
  @Override
  public SubjectHash get() {
    var ready = hash;
    if (ready == null) {
      throw new IllegalStateException("the key has not been read yet");
    }
    return ready;
  }
}
