package io.streamgate.identity.jwt.keys;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.streamgate.identity.jwt.Issuer;
import io.streamgate.identity.jwt.keys.CurrentKeys.Refetch;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that keeps keys for a restart while the identity provider is down. */
final class KeyFileTest {

  private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");
  private static final URI URL = URI.create("https://id.tv.example/keys");
  private static final CurrentKeys.Times TIMES =
      new CurrentKeys.Times(Duration.ofMinutes(5), Duration.ofDays(1));

  private final Queue<CompletableFuture<String>> fetches = new ArrayDeque<>();

  private CurrentKeys keptIn(KeyFile file) {
    return keptIn(file, new KeySource.OfUrl(URL, this::get, Runnable::run));
  }

  private static CurrentKeys keptIn(KeyFile file, KeySource source) {
    return new CurrentKeys(source, TIMES, file, _ -> {}, NOW);
  }

  private CompletionStage<String> get(URI url) {
    var text = new CompletableFuture<String>();
    fetches.add(text);
    return text;
  }

  private void succeed(String kid) {
    fetches.remove().complete(Issuer.keySet(Issuer.rsa(kid)));
  }

  private static boolean know(CurrentKeys keys, String kid, Instant now) {
    var usable = keys.usable(now);
    return usable != null && usable.knows(kid);
  }

  @Test
  void theKeysOfBeforeServeAfterARestartInAnOutage(@TempDir Path folder) {
    var path = folder.resolve("jwt-keys.json");
    var before = keptIn(KeyFile.at(path, URL.toString()));
    before.refreshIfDue(NOW);
    succeed("first");

    var after = keptIn(KeyFile.at(path, URL.toString()));

    assertThat(know(after, "first", NOW.plusSeconds(600))).isTrue();
    assertThat(after.usable(NOW.plus(Duration.ofDays(1)).plusMillis(1))).isNull();
    after.refreshIfDue(NOW.plusSeconds(600));
    assertThat(fetches).as("they are fetched again at once").hasSize(1);
  }

  /** By a clock that was wrong, the keys would serve until long after the outage. */
  @Test
  void keysThatWereKeptInTheFutureAreFromNow(@TempDir Path folder) throws IOException {
    var path = folder.resolve("jwt-keys.json");
    keptIn(KeyFile.at(path, URL.toString())).refreshIfDue(NOW);
    succeed("first");
    Files.writeString(path, Files.readString(path).replace("2026-11-23", "2036-11-23"));

    var after = keptIn(KeyFile.at(path, URL.toString()));

    assertThat(after.age(NOW)).isEqualTo(Duration.ZERO);
  }

  /** An event loop calls it, and others wait for its lock. */
  @Test
  void keysAreReadAndKeptInTheBackground(@TempDir Path folder) {
    var path = folder.resolve("jwt-keys.json");
    var background = new ArrayDeque<Runnable>();
    var text = CompletableFuture.completedStage(KeyTextsTest.pem(Issuer.curve("first")));
    var source = new KeySource.OfEachKey("https://lb.example/", _ -> text, background::add);
    var each = keptIn(KeyFile.at(path, "each"), source);

    var fetched = each.fetch("first", NOW).toCompletableFuture();
    background.remove().run();
    assertThat(know(each, "first", NOW)).as("it is read, and not published here").isFalse();
    assertThat(path).doesNotExist();

    background.remove().run();
    assertThat(fetched).isCompletedWithValue(Refetch.FETCHED);
    assertThat(path).exists();
    assertThat(background).isEmpty();
  }

  /** After a restart they would be in use again. */
  @Test
  void keysThatAreAllGoneAreKeptNoLonger(@TempDir Path folder) {
    var path = folder.resolve("jwt-keys.json");
    var source = new KeySource.OfEachKey("https://lb.example/", this::get, Runnable::run);
    var each = keptIn(KeyFile.at(path, "each"), source);
    each.fetch("first", NOW);
    fetches.remove().complete(KeyTextsTest.pem(Issuer.curve("first")));
    assertThat(path).exists();

    each.refreshIfDue(NOW.plusSeconds(300));
    fetches.remove().completeExceptionally(new FileNotFoundException("the server answered 404"));

    assertThat(path).doesNotExist();
  }

  /** Otherwise the users of the old identity provider would be viewers of the new one. */
  @Test
  void keysOfAnotherUrlAreNotUsed(@TempDir Path folder) {
    var path = folder.resolve("jwt-keys.json");
    keptIn(KeyFile.at(path, URL.toString())).refreshIfDue(NOW);
    succeed("first");

    assertThat(keptIn(KeyFile.at(path, "https://other.example/keys")).usable(NOW)).isNull();
  }

  private static List<String> unreadable() {
    var begin = "{\"url\":\"" + URL + "\"";
    var keys = Issuer.keySet(Issuer.rsa("first")).substring(1);
    return List.of(
        "",
        "{",
        "[]",
        "null",
        begin + "}",
        begin + "," + keys,
        begin + ",\"fetched_at\":null," + keys,
        begin + ",\"fetched_at\":\"yesterday\"," + keys);
  }

  @Test
  void aKeptFileThatCannotBeReadIsIgnored(@TempDir Path folder) throws IOException {
    var path = folder.resolve("jwt-keys.json");
    for (var text : unreadable()) {
      Files.writeString(path, text);

      assertThat(keptIn(KeyFile.at(path, URL.toString())).usable(NOW)).isNull();
    }
  }

  @Test
  void privatePartsOfKeysAreNotKept(@TempDir Path folder) throws IOException {
    var path = folder.resolve("jwt-keys.json");
    keptIn(KeyFile.at(path, URL.toString())).refreshIfDue(NOW);
    requireNonNull(fetches.poll())
        .complete("{\"keys\":[" + Issuer.rsa("first").toJSONString() + "]}");

    assertThat(Files.readString(path)).contains("\"n\"").doesNotContain("\"d\"");
  }

  /** What both sides know would no longer be a secret. */
  @Test
  void secretsAreNotKept(@TempDir Path folder) throws IOException {
    var secret = new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
    var text = "{\"keys\":[%s,%s]}".formatted(secret.toJSONString(), Issuer.rsa("first"));
    var source =
        new KeySource.OfFile(Files.writeString(folder.resolve("keys"), text), Runnable::run);
    var kept = folder.resolve("jwt-keys.json");
    var both = keptIn(KeyFile.at(kept, "keys"), source);

    both.refreshIfDue(NOW);

    assertThat(know(both, "secret", NOW)).isTrue();
    assertThat(Files.readString(kept)).contains("\"first\"").doesNotContain("secret");
  }

  @Test
  void aFolderThatCannotBeWrittenToKeepsTheKeysInMemory(@TempDir Path folder) {
    var missing = folder.resolve("missing").resolve("jwt-keys.json");
    var fetched = keptIn(KeyFile.at(missing, URL.toString()));
    fetched.refreshIfDue(NOW);
    succeed("first");

    assertThat(know(fetched, "first", NOW)).isTrue();
  }
}
