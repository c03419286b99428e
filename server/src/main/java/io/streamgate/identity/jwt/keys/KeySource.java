package io.streamgate.identity.jwt.keys;

import static java.util.concurrent.CompletableFuture.completedStage;
import static java.util.concurrent.CompletableFuture.failedStage;

import io.streamgate.failure.Causes;
import java.io.FileNotFoundException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches keys from where they are. */
public sealed interface KeySource {

  /**
   * What a refresh has brought.
   *
   * @param keys take the place of the last ones
   * @param failure why some of them are still the last ones; null if all are new
   */
  record Refreshed(KeySet keys, @Nullable Throwable failure) {

    private Refreshed and(Refreshed more) {
      return new Refreshed(keys.with(more.keys), failure == null ? more.failure : failure);
    }
  }

  /** Fetches all keys anew. Fails if there is nothing new, or no usable key. */
  CompletionStage<Refreshed> refresh(KeySet last);

  /** Runs what would block an event loop. */
  Executor background();

  /** A file, read by {@code background}. */
  record OfFile(Path path, Executor background) implements KeySource {
    @Override
    public CompletionStage<Refreshed> refresh(KeySet last) {
      return CompletableFuture.supplyAsync(() -> path, background).thenCompose(this::read);
    }

    private CompletionStage<Refreshed> read(Path file) {
      try {
        return completedStage(new Refreshed(KeyTexts.ofFile(file), null));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }
  }

  /** A URL with the whole set; {@code get} fetches its text. */
  record OfUrl(URI url, Function<URI, CompletionStage<String>> get, Executor background)
      implements KeySource {
    @Override
    public CompletionStage<Refreshed> refresh(KeySet last) {
      return get.apply(url).thenComposeAsync(OfUrl::read, background);
    }

    private static CompletionStage<Refreshed> read(String text) {
      try {
        return completedStage(new Refreshed(KeyTexts.published(text), null));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }
  }

  /**
   * A URL for each key; {@code get} fetches its PEM, and fails with {@link FileNotFoundException}
   * if there is none.
   */
  record OfEachKey(String start, Function<URI, CompletionStage<String>> get, Executor background)
      implements KeySource {

    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_\\-]{1,64}");

    /** Whether a key can have this name. Another one could lead to another place. */
    static boolean isName(String kid) {
      return KID.matcher(kid).matches();
    }

    /** Whether this failure says that there is no such key. */
    static boolean isGone(Throwable failure) {
      return Causes.root(failure) instanceof FileNotFoundException;
    }

    /** The key with this name. */
    CompletionStage<VerificationKey> fetch(String kid) {
      return get.apply(URI.create(start + kid)).thenComposeAsync(pem -> read(pem, kid), background);
    }

    private static CompletionStage<VerificationKey> read(String pem, String kid) {
      try {
        return completedStage(KeyTexts.published(pem, kid));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }

    /** Drops the keys that are gone, and keeps those that cannot be fetched. */
    @Override
    public CompletionStage<Refreshed> refresh(KeySet last) {
      var all = completedStage(new Refreshed(KeySet.EMPTY, null));
      for (var key : last.keys()) {
        all = all.thenCombine(again(key), Refreshed::and);
      }
      return all;
    }

    private CompletionStage<Refreshed> again(VerificationKey old) {
      var kid = old.kid();
      return kid == null
          ? completedStage(new Refreshed(KeySet.EMPTY, null))
          : fetch(kid).handle((found, failure) -> again(old, found, failure));
    }

    private static Refreshed again(
        VerificationKey old, @Nullable VerificationKey found, @Nullable Throwable failure) {
      if (failure != null && isGone(failure)) {
        return new Refreshed(KeySet.EMPTY, null);
      }
      return new Refreshed(new KeySet(List.of(found == null ? old : found)), failure);
    }
  }
}
