package io.streamgate.identity.token;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.identity.CredentialObserver.CredentialCheck;
import io.streamgate.identity.CredentialObserver.CredentialKind;
import io.streamgate.identity.Identification;
import io.streamgate.identity.Identification.Known;
import io.streamgate.identity.Identification.Unauthorized;
import io.streamgate.identity.Identification.Unauthorized.Credential;
import io.streamgate.identity.Proof;
import io.streamgate.identity.Request;
import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which requests a stream token identifies, and what becomes of all others. */
final class StreamTokenIdentityTest {

  private static final Instant NOW = Given.T0;
  private static final ViewerId ANNA = new ViewerId("anna");
  private static final StreamId STREAM = Given.id("tv/film", NOW);
  private static final StreamId OTHER = Given.id("phone/film", NOW);
  private static final StreamTokens TOKENS = Given.tokens();
  private static final String TOKEN = TOKENS.issue(ANNA, STREAM, NOW).orElseThrow();
  private static final Known BY_TOKEN =
      new Known(new Viewer(ANNA), new Proof.OfStream(STREAM, NOW.plus(Duration.ofDays(1))));

  private static final Identification BOB = new Known(new Viewer(new ViewerId("bob")));
  private static final Identification NOBODY = new Identification.Missing("who?");
  private static final Identification NO_TOKEN = new Unauthorized(Credential.MISSING, "who?");

  private final List<CredentialCheck> outcomes = new ArrayList<>();

  private Identification found(Identification byMode, Request request) {
    return found(TOKENS, byMode, request, NOW);
  }

  private Identification found(
      StreamTokens tokens, Identification byMode, Request request, Instant now) {
    var identity =
        new StreamTokenIdentity(
            tokens,
            (_, _) -> completedStage(byMode),
            (kind, outcome) -> {
              assertThat(kind).isEqualTo(CredentialKind.STREAM_TOKEN);
              outcomes.add(outcome);
            });
    return identity.identify(request, now).toCompletableFuture().join();
  }

  private static Request about(@Nullable StreamId stream, @Nullable String body, String... lines) {
    return new Request(
        name -> name.equals("stream-token") ? List.of(lines) : List.of(),
        null,
        "POST",
        "/",
        stream == null ? null : stream.value(),
        body);
  }

  @Test
  void theTokenOfTheStreamIdentifiesItsViewerWhoeverTheModeFinds() {
    for (var byMode : List.of(BOB, NOBODY, NO_TOKEN)) {
      assertThat(found(byMode, about(STREAM, null, TOKEN))).isEqualTo(BY_TOKEN);
      assertThat(found(byMode, about(STREAM, TOKEN))).isEqualTo(BY_TOKEN);
    }
    assertThat(outcomes).hasSize(6).containsOnly(CredentialCheck.VERIFIED);
  }

  @Test
  void theHeaderWinsOverTheBody() {
    assertThat(found(BOB, about(STREAM, "nonsense", TOKEN))).isEqualTo(BY_TOKEN);
    assertThat(found(BOB, about(STREAM, TOKEN, "nonsense"))).isEqualTo(BOB);
    assertThat(outcomes).containsExactly(CredentialCheck.VERIFIED, CredentialCheck.INVALID);
  }

  @Test
  void aRequestWithoutATokenIsTheModesAlone() {
    for (var byMode : List.of(BOB, NOBODY, NO_TOKEN)) {
      assertThat(found(byMode, about(STREAM, null))).isSameAs(byMode);
    }
    assertThat(outcomes).isEmpty();
  }

  @Test
  void onAnotherStreamOrNoneItSaysWhichPlayerOfTheViewerAsks() {
    var anna = new Viewer(ANNA, "kid", "plus", null, Map.of("a", "b"));
    for (var stream : new StreamId[] {OTHER, null}) {
      assertThat(found(new Known(anna), about(stream, null, TOKEN)))
          .isEqualTo(new Known(anna, new Proof.OfViewer(STREAM)));
    }
  }

  @Test
  void onAnotherStreamOrNoneItSaysNothingOfAnybodyElse() {
    for (var byMode : List.of(BOB, NOBODY, NO_TOKEN)) {
      assertThat(found(byMode, about(OTHER, null, TOKEN))).isEqualTo(byMode);
      assertThat(found(byMode, about(null, null, TOKEN))).isEqualTo(byMode);
    }
    assertThat(outcomes).hasSize(6).containsOnly(CredentialCheck.VERIFIED);
  }

  @Test
  void aBackEndStaysABackEnd() {
    var backEnd = new Known(new Viewer(ANNA), new Proof.OfBackEnd("web"));

    assertThat(found(backEnd, about(OTHER, null, TOKEN))).isEqualTo(backEnd);
  }

  static List<Request> unverified() {
    return List.of(
        about(STREAM, null, "nonsense"),
        about(STREAM, null, ""),
        about(STREAM, "nonsense"),
        about(STREAM, null, TOKEN, TOKEN));
  }

  @ParameterizedTest
  @MethodSource("unverified")
  void aTokenThatDoesNotVerifyIsReportedWhereThereIsNoViewer(Request request) {
    var refused =
        new Unauthorized(
            Credential.INVALID,
            "The stream token is not valid; send the last one of the stream, once");

    assertThat(found(NOBODY, request)).isEqualTo(refused);
    assertThat(found(NO_TOKEN, request)).isEqualTo(refused);
    assertThat(outcomes).containsExactly(CredentialCheck.INVALID, CredentialCheck.INVALID);
  }

  @ParameterizedTest
  @MethodSource("unverified")
  void aTokenThatDoesNotVerifyCountsAsNoneWhereTheModeHasAnAnswer(Request request) {
    for (var byMode :
        List.of(
            BOB,
            new Identification.Invalid("who?"),
            new Unauthorized(Credential.INVALID, "expired"),
            new Identification.Unavailable("later", Duration.ofSeconds(9)))) {
      assertThat(found(byMode, request)).isEqualTo(byMode);
    }
  }

  @Test
  void anExpiredTokenIsSaidToBe() {
    var later = NOW.plus(Duration.ofDays(2));

    assertThat(found(TOKENS, BOB, about(STREAM, TOKEN), later)).isEqualTo(BOB);
    assertThat(found(TOKENS, NOBODY, about(STREAM, TOKEN), later))
        .isEqualTo(
            new Unauthorized(
                Credential.INVALID,
                "The stream token expired at 2026-03-02T12:00:00Z; start the stream again"));
    assertThat(outcomes).containsExactly(CredentialCheck.EXPIRED, CredentialCheck.EXPIRED);
  }

  /** A 401 would end the film of every viewer. */
  @Test
  void whileTheKeysCannotBeReadAPlayerTriesAgain() {
    var without = new StreamTokens(() -> null, Duration.ofDays(1));

    var unavailable =
        new Identification.Unavailable(
            "The keys of stream tokens cannot be read at present", Duration.ofSeconds(1));

    // by its address it may be another viewer, who has no such stream
    assertThat(found(without, BOB, about(STREAM, TOKEN), NOW)).isEqualTo(unavailable);
    assertThat(found(without, NO_TOKEN, about(STREAM, TOKEN), NOW)).isEqualTo(unavailable);
    assertThat(found(without, NO_TOKEN, about(null, TOKEN), NOW)).isEqualTo(unavailable);
    assertThat(found(without, BOB, about(null, TOKEN), NOW)).isEqualTo(BOB);
    assertThat(outcomes).hasSize(4).containsOnly(CredentialCheck.UNAVAILABLE);
  }
}
