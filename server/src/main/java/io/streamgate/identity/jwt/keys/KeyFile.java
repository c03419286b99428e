package io.streamgate.identity.jwt.keys;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.streamgate.identity.jwt.keys.CurrentKeys.Fetched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last good key set in a file, so that a process that starts during an outage of the
 * identity provider can verify tokens. The file has public keys only.
 *
 * <p>Whoever may write the file may add keys, as whoever may write the database may add streams.
 */
public final class KeyFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

  private static final String URL = "url";
  private static final String FETCHED_AT = "fetched_at";

  private final @Nullable Path path;
  private final String url;

  private KeyFile(@Nullable Path path, String url) {
    this.path = path;
    this.url = url;
  }

  /** Keeps keys of this URL in {@code path}. */
  public static KeyFile at(Path path, String url) {
    return new KeyFile(path, url);
  }

  /** Keeps nothing. */
  public static KeyFile none() {
    return new KeyFile(null, "");
  }

  /** The keys that were kept before {@code now}; null if there are none of this URL. */
  @Nullable Fetched read(Instant now) {
    if (path == null || !Files.exists(path)) {
      return null;
    }
    try {
      var text = Files.readString(path);
      var json = JSONObjectUtils.parse(text);
      if (json == null) {
        throw new UnusableKeys("it is not a JSON object");
      }
      // the keys of another identity provider would let its users in
      return url.equals(JSONObjectUtils.getString(json, URL))
          ? new Fetched(KeyTexts.published(text), fetchedAt(json, now))
          : null;
    } catch (IOException | ParseException | UnusableKeys | DateTimeException unreadable) {
      LOG.warn("cannot read the kept keys in {}; fetching new ones", path);
      return null;
    }
  }

  /** Not in the future, where a wrong clock was: the keys would serve longer. */
  private static Instant fetchedAt(Map<String, Object> json, Instant now)
      throws ParseException, UnusableKeys {
    var text = JSONObjectUtils.getString(json, FETCHED_AT);
    if (text == null) {
      throw new UnusableKeys("it does not say when they were fetched");
    }
    var at = Instant.parse(text);
    return at.isAfter(now) ? now : at;
  }

  /**
   * Replaces the file, or deletes it if there are no keys. A failure is logged: the keys in memory
   * are the ones that count.
   */
  void write(Fetched fetched) {
    if (path == null) {
      return;
    }
    var keys =
        fetched.keys().keys().stream()
            .filter(key -> !key.isSecret())
            .map(VerificationKey::json)
            .toList();
    var json =
        JSONObjectUtils.toJSONString(
            Map.of(URL, url, FETCHED_AT, fetched.at().toString(), "keys", keys));
    var written = path.resolveSibling(path.getFileName() + ".new");
    try {
      if (keys.isEmpty()) {
        Files.deleteIfExists(path);
        return;
      }
      Files.writeString(written, json);
      Files.move(written, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException failure) {
      LOG.warn("cannot keep the keys of the identity provider: {}", failure.toString());
    }
  }
}
