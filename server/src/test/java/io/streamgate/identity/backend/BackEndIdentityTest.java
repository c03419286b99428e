package io.streamgate.identity.backend;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Invalid;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identity;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For whom a back end speaks. */
final class BackEndIdentityTest {

  private static final String KEY = "x-streamgate-key: first-key";
  private static final String VIEWER = "x-streamgate-viewer: account-7";
  private static final Identification PLAYER = new Known(new Viewer(new ViewerId("203.0.113.7")));
  private static final Identity PLAYERS = (_, _) -> completedStage(PLAYER);
  private static final HashedSecrets<String> BACK_ENDS =
      HashedSecrets.of(
          List.of(
              new HashedSecrets.Hashed<>(
                  "playback",
                  HexFormat.of()
                      .parseHex(
                          "9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7"))));

  private final List<String> shown = new ArrayList<>();

  private Identification identified(String... headers) {
    return identified(PLAYERS, headers);
  }

  private Identification identified(Identity others, String... headers) {
    var request =
        new Request(
            name ->
                Stream.of(headers)
                    .map(header -> header.split(": ?", 2))
                    .filter(header -> header[0].equals(name))
                    .map(header -> header[1])
                    .toList(),
            "192.0.2.1",
            "GET",
            "/",
            null,
            null);
    return new BackEndIdentity(BACK_ENDS, others, this::count)
        .identify(request, Instant.EPOCH)
        .toCompletableFuture()
        .join();
  }

  private void count(CredentialKind kind, CredentialCheck outcome) {
    shown.add(kind + " " + outcome);
  }

  private Viewer viewer(String... more) {
    var headers = Stream.concat(Stream.of(KEY, VIEWER), Stream.of(more)).toArray(String[]::new);
    return ((Known) identified(headers)).viewer();
  }

  private String fault(String... more) {
    var headers = Stream.concat(Stream.of(KEY), Stream.of(more)).toArray(String[]::new);
    return ((Invalid) identified(headers)).detail();
  }

  @Test
  void aBackEndSpeaksForTheViewerThatItNames() {
    assertThat(identified(KEY, VIEWER))
        .isEqualTo(
            new Known(new Viewer(new ViewerId("account-7")), new Proof.OfBackEnd("playback")));
    assertThat(shown).containsExactly("BACKEND_KEY VERIFIED");
  }

  @Test
  void aRequestWithoutItsHeadersIsIdentifiedByTheOthers() {
    assertThat(identified("x-forwarded-for: 203.0.113.7")).isEqualTo(PLAYER);
    assertThat(shown).isEmpty();
  }

  @Test
  void whatItSaysOfTheViewerIsKnown() {
    assertThat(
            viewer(
                "x-streamgate-profile: Zo%C3%AB",
                "x-streamgate-plan: family",
                "x-streamgate-limit: 5",
                "x-streamgate-facts: {\"country\": \"AT\", \"kids\": \"\"}"))
        .isEqualTo(
            new Viewer(
                new ViewerId("account-7"),
                "Zoë",
                "family",
                new Limit.AtMost(5),
                Map.of("country", "AT", "kids", "")));
    assertThat(viewer("x-streamgate-limit: unlimited").limit()).isEqualTo(new Limit.Unlimited());
    assertThat(viewer("x-streamgate-facts: %7B%7D").facts()).isEmpty();
  }

  @Test
  void aViewerWhoseNameIsNoIdIsNamedByItsHash() {
    assertThat(identified(KEY, "x-streamgate-viewer: Zo%C3%AB"))
        .isEqualTo(
            new Known(
                new Viewer(
                    new ViewerId(
                        "~c6a12698582fc1104ea24107a2d7268145ff06ef859707729d01fd060897f067")),
                new Proof.OfBackEnd("playback")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"second-key", "", "FIRST-KEY"})
  void aWrongKeyIsRefusedWhateverElseTheRequestShows(String key) {
    assertThat(identified("x-streamgate-key: " + key, VIEWER, "x-forwarded-for: 203.0.113.7"))
        .isEqualTo(
            new Unauthorized(
                Unauthorized.Credential.INVALID,
                "x-streamgate-key is the key of no back end; its SHA-256 must be in"
                    + " STREAMGATE_BACKEND_KEYS"));
    assertThat(shown).containsExactly("BACKEND_KEY INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "viewer", "profile", "plan", "limit", "facts"})
  void twoCopiesOfAHeaderAreRefused(String name) {
    var header = "x-streamgate-" + name + ": 5";

    assertThat(identified(KEY, VIEWER, header, header))
        .isEqualTo(
            new Invalid(
                "x-streamgate-%s was sent twice; send it once,".formatted(name)
                    + " and let no proxy pass on that of its client"));
    assertThat(shown).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "profile", "plan", "limit", "facts"})
  void aHeaderWithoutAKeyIsRefused(String name) {
    assertThat(identified("x-forwarded-for: 203.0.113.7", "x-streamgate-" + name + ": 5"))
        .isEqualTo(
            new Invalid(
                "x-streamgate-%s was sent without x-streamgate-key; send both".formatted(name)));
  }

  @Test
  void aKeyWithoutAViewerIsRefused() {
    assertThat(fault()).isEqualTo("x-streamgate-viewer is missing; say for whom the request is");
    assertThat(fault("x-streamgate-viewer:")).isEqualTo("x-streamgate-viewer must not be empty");
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 1001, 'must be a whole number from 0 to 1000, or unlimited'",
    "limit, five, 'must be a whole number from 0 to 1000, or unlimited'",
    "profile, '', 'must have 1 to 128 characters, and no control characters'",
    "plan, %00, 'must have 1 to 128 characters, and no control characters'",
    "viewer, 100%, must be percent-encoded UTF-8",
    "viewer, %4, must be percent-encoded UTF-8",
    "viewer, %+1, must be percent-encoded UTF-8",
    "viewer, %C3, must be percent-encoded UTF-8",
    "profile, Zoë, must be percent-encoded UTF-8",
    "profile, ZoÃ«, must be percent-encoded UTF-8"
  })
  void aValueThatCannotBeUsedIsToldWhatToUse(String name, String value, String use) {
    var viewer = name.equals("viewer") ? "x-other: 1" : VIEWER;

    assertThat(fault(viewer, "x-streamgate-" + name + ": " + value))
        .isEqualTo("x-streamgate-" + name + " " + use);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"a\": 1}",
        "{\"a\": {\"b\": \"c\"}}",
        "{\"\": \"a\"}",
        "{\"a\": \"b\"} {}",
        "{\"a\": \"b\", \"a\": \"c\"}",
        "{\"a\": \"b\"",
        "country=AT"
      })
  void factsThatAreNoObjectOfStringsAreRefused(String facts) {
    assertThat(fault(VIEWER, "x-streamgate-facts: " + facts))
        .isEqualTo(
            "x-streamgate-facts must be a JSON object of at most 16 strings, with names of 1 to 64"
                + " and values of at most 256 characters, each name once");
  }

  @Test
  void factsHaveBounds() {
    var names = Stream.iterate(0, n -> n + 1).map(n -> "\"n" + n + "\": \"\"").limit(17).toList();

    assertThat(viewer(facts(String.join(",", names.subList(0, 16)))).facts()).hasSize(16);
    assertThat(fault(VIEWER, facts(String.join(",", names)))).contains("at most 16 strings");
    assertThat(viewer(facts(fact(64, 256))).facts()).hasSize(1);
    assertThat(fault(VIEWER, facts(fact(65, 256)))).contains("names of 1 to 64");
    assertThat(fault(VIEWER, facts(fact(64, 257)))).contains("at most 256 characters");
  }

  private static String fact(int name, int value) {
    return "\"" + "n".repeat(name) + "\": \"" + "v".repeat(value) + "\"";
  }

  private static String facts(String members) {
    return "x-streamgate-facts: {" + members + "}";
  }

  @Test
  void everyFaultOfWhatItSaysIsNamed() {
    assertThat(fault("x-streamgate-limit: many", "x-streamgate-plan:").split("; "))
        .hasSize(4)
        .satisfies(
            faults -> assertThat(faults[0]).startsWith("x-streamgate-plan"),
            faults -> assertThat(faults[1]).startsWith("x-streamgate-limit"),
            faults -> assertThat(faults[2]).startsWith("x-streamgate-viewer"));
  }

  @Test
  void withoutPlayersTheKeyOfABackEndIsNeeded() {
    assertThat(identified(new NoPlayers(), "x-forwarded-for: 203.0.113.7"))
        .isEqualTo(
            new Unauthorized(
                Unauthorized.Credential.MISSING,
                "only back ends start and list streams here; send the key of a back end in"
                    + " x-streamgate-key, or for a running stream its token in stream-token"));
    assertThat(identified(new NoPlayers(), KEY, VIEWER)).isInstanceOf(Known.class);
  }
}
