package io.streamgate.identity.jwt.keys;

import static java.util.concurrent.CompletableFuture.failedStage;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * The set that takes the place of {@code last}. Fails if it cannot be fetched or has no usable
   * key.
   *
   * @param kid the name of the unknown key that is looked for; null to refresh the set
   */
  CompletionStage<KeySet> fetch(KeySet last, @Nullable String kid);

  /** A file, read by {@code background}. */
  record OfFile(Path path, Executor background) implements KeySource {
    @Override
    public CompletionStage<KeySet> fetch(KeySet last, @Nullable String kid) {
      return CompletableFuture.supplyAsync(() -> path, background).thenCompose(this::read);
    }

    private CompletionStage<KeySet> read(Path file) {
      try {
        return CompletableFuture.completedStage(KeyTexts.ofFile(file));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }
  }

  /** A URL with the whole set; {@code get} fetches its text. */
  record OfUrl(URI url, Function<URI, CompletionStage<String>> get, Executor background)
      implements KeySource {
    @Override
    public CompletionStage<KeySet> fetch(KeySet last, @Nullable String kid) {
      return get.apply(url).thenComposeAsync(OfUrl::read, background);
    }

    private static CompletionStage<KeySet> read(String text) {
      try {
        return CompletableFuture.completedStage(KeyTexts.published(text));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }
  }

  /** A URL for each key; {@code get} fetches its PEM. */
  record OfEachKey(String start, Function<URI, CompletionStage<String>> get, Executor background)
      implements KeySource {

    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_\\-]{1,64}");

    /** A load balancer has one or two keys; the oldest leaves. */
    private static final int MOST_KEYS = 8;

    @Override
    public CompletionStage<KeySet> fetch(KeySet last, @Nullable String kid) {
      if (kid == null) {
        return refreshed(last);
      }
      return KID.matcher(kid).matches()
          ? fetched(kid).thenApply(key -> with(last, key))
          : CompletableFuture.completedStage(last);
    }

    private CompletionStage<SigningKey> fetched(String kid) {
      return get.apply(URI.create(start + kid)).thenComposeAsync(pem -> read(pem, kid), background);
    }

    private static CompletionStage<SigningKey> read(String pem, String kid) {
      try {
        return CompletableFuture.completedStage(KeyTexts.published(pem, kid));
      } catch (UnusableKeys unusable) {
        return failedStage(unusable);
      }
    }

    private static KeySet with(KeySet last, SigningKey key) {
      var keys = new ArrayList<>(last.keys());
      keys.add(key);
      return new KeySet(keys.subList(Math.max(0, keys.size() - MOST_KEYS), keys.size()));
    }

    /** Fetches each known key again. The provider has dropped those that are not found. */
    private CompletionStage<KeySet> refreshed(KeySet last) {
      CompletionStage<List<SigningKey>> all = CompletableFuture.completedStage(List.of());
      for (var key : last.keys()) {
        var kid = key.kid();
        if (kid != null) {
          all =
              all.thenCombine(
                  fetched(kid).handle((found, _) -> found == null ? List.of() : List.of(found)),
                  OfEachKey::joined);
        }
      }
      return all.thenCompose(
          keys ->
              keys.isEmpty() && last.size() > 0
                  ? failedStage(new UnusableKeys("none of its keys can be fetched again"))
                  : CompletableFuture.completedStage(new KeySet(keys)));
    }

    private static List<SigningKey> joined(List<SigningKey> some, List<?> more) {
      var keys = new ArrayList<>(some);
      more.forEach(key -> keys.add((SigningKey) key));
      return keys;
    }
  }
}
