package io.streamgate.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.given.Given;
import io.streamgate.identity.Proof;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a stream token proves, and for how long. */
final class StreamTokensTest {

  private static final Instant START = Given.T0;
  private static final ViewerId VIEWER = Given.VIEWER;
  private static final StreamId STREAM = Given.id("tv/film", START);
  private static final Duration DAY = Duration.ofDays(1);
  private static final StreamTokenCheck NOT_VALID = new StreamTokenCheck.NotValid();

  private final StreamTokens tokens = living(Duration.ofDays(3));

  private static StreamTokens living(Duration life) {
    return with(life, key("first", 1));
  }

  private static StreamTokens with(Duration life, TokenKey... keys) {
    var all = new TokenKeys(List.of(keys));
    return new StreamTokens(() -> all, life);
  }

  private static TokenKey key(String id, int secret) {
    var bytes = new byte[TokenKey.MIN_SECRET_BYTES];
    bytes[0] = (byte) secret;
    return TokenKey.parse(id + ":" + Base64.getEncoder().encodeToString(bytes)).orElseThrow();
  }

  private static String issued(StreamTokens by, Instant now) {
    return by.issue(VIEWER, STREAM, now).orElseThrow();
  }

  private static Instant after(String time) {
    return START.plus(Duration.parse(time));
  }

  @Test
  void aTokenNamesItsViewerItsStreamAndItsEnd() {
    assertThat(tokens.verify(issued(tokens, START), START))
        .isEqualTo(new StreamTokenCheck.Valid(VIEWER, STREAM, START.plus(DAY)));
  }

  @Test
  void aTokenLastsForADay() {
    var token = issued(tokens, after("PT5M"));

    assertThat(tokens.verify(token, after("PT24H4M59.999S")))
        .isEqualTo(new StreamTokenCheck.Valid(VIEWER, STREAM, after("PT24H5M")));
    assertThat(tokens.verify(token, after("PT24H5M")))
        .isEqualTo(new StreamTokenCheck.Expired(after("PT24H5M")));
    assertThat(tokens.verify(token, after("P40D")))
        .isEqualTo(new StreamTokenCheck.Expired(after("PT24H5M")));
  }

  @Test
  void aTokenDoesNotOutliveItsStream() {
    var token = issued(tokens, after("PT60H"));

    assertThat(tokens.verify(token, after("PT71H59M59.999S")))
        .isEqualTo(new StreamTokenCheck.Valid(VIEWER, STREAM, after("PT72H")));
    assertThat(tokens.verify(token, after("PT72H")))
        .isEqualTo(new StreamTokenCheck.Expired(after("PT72H")));
  }

  @Test
  void aLifeThatIsCutCutsTheTokensThatWereIssuedBefore() {
    var token = issued(tokens, START);
    var shorter = living(Duration.ofHours(1));

    assertThat(shorter.verify(token, after("PT59M")))
        .isEqualTo(new StreamTokenCheck.Valid(VIEWER, STREAM, after("PT1H")));
    assertThat(shorter.verify(token, after("PT1H")))
        .isEqualTo(new StreamTokenCheck.Expired(after("PT1H")));
  }

  @Test
  void aTokenIsRenewedInItsSecondHalfOnly() {
    var shown = new Proof.OfStream(STREAM, START.plus(DAY));

    assertThat(tokens.renew(VIEWER, shown, after("PT11H59M59.999S"))).isEmpty();
    var renewed = tokens.renew(VIEWER, shown, after("PT12H")).orElseThrow();
    assertThat(tokens.verify(renewed, after("PT12H")))
        .isEqualTo(new StreamTokenCheck.Valid(VIEWER, STREAM, after("PT36H")));
  }

  @Test
  void aTokenIsRenewedOnlyByOneThatLastsLonger() {
    var last = new Proof.OfStream(STREAM, after("PT72H"));
    var lastButOne = new Proof.OfStream(STREAM, after("PT71H59M59.999S"));

    assertThat(tokens.renew(VIEWER, last, after("PT71H"))).isEmpty();
    assertThat(tokens.renew(VIEWER, lastButOne, after("PT71H"))).isPresent();
  }

  @Test
  void theLongestTokenHas290Characters() {
    var longest = with(DAY, key("k".repeat(16), 1));
    var viewer = new ViewerId("~".repeat(128));

    var token = longest.issue(viewer, STREAM, START).orElseThrow();

    assertThat(token).hasSize(290).matches("[A-Za-z0-9_-]+");
    assertThat(longest.verify(token, START))
        .isEqualTo(new StreamTokenCheck.Valid(viewer, STREAM, START.plus(DAY)));
    assertThat(longest.verify("A".repeat(401), START)).isEqualTo(NOT_VALID);
  }

  @Test
  void aTokenOfAnotherKeyIsNotValidWhateverItsName() {
    var token = issued(tokens, START);

    assertThat(with(DAY, key("first", 2)).verify(token, START)).isEqualTo(NOT_VALID);
    assertThat(with(DAY, key("other", 1)).verify(token, START)).isEqualTo(NOT_VALID);
  }

  /** Whoever learns the key of this use learns nothing of the secret's other uses. */
  @Test
  void theSecretItselfSignsNothing() throws Exception {
    var secret = new byte[TokenKey.MIN_SECRET_BYTES];
    secret[0] = 1;
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));

    assertThat(key("first", 1).sign(new byte[] {7}, 1)).isNotEqualTo(mac.doFinal(new byte[] {7}));
  }

  @Test
  void withoutKeysNothingIsIssuedAndNothingIsJudged() {
    var without = new StreamTokens(() -> null, DAY);

    assertThat(without.issue(VIEWER, STREAM, START)).isEmpty();
    assertThat(without.verify(issued(tokens, START), START))
        .isEqualTo(new StreamTokenCheck.NoKeys());
  }

  /** The steps of a rotation; while one is rolled out, some nodes are a step behind. */
  @Test
  void aRotationIsNoticedByNoPlayer() {
    var old = key("old", 1);
    var young = key("young", 2);
    var steps =
        List.of(with(DAY, old), with(DAY, old, young), with(DAY, young, old), with(DAY, young));

    for (var step = 0; step < steps.size() - 1; step++) {
      var behind = steps.get(step);
      var ahead = steps.get(step + 1);
      for (var issued : List.of(issued(behind, START), issued(ahead, START))) {
        assertThat(behind.verify(issued, START)).as("step %d", step).isNotEqualTo(NOT_VALID);
        assertThat(ahead.verify(issued, START)).as("step %d", step).isNotEqualTo(NOT_VALID);
      }
    }
    // so the last step is a day after the one before it
    assertThat(steps.get(3).verify(issued(steps.get(0), START), START)).isEqualTo(NOT_VALID);
  }
}
