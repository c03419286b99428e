package io.streamgate.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.identity.Viewer;
import io.streamgate.lease.id.ViewerId;
import io.streamgate.lease.rule.Limit;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the claims of a verified token say about the viewer. */
final class ViewerClaimsTest extends JwtFixture {

  @Test
  void aTokenWithoutTheClaimOfTheViewerIsRefusedByItsName() {
    assertThat(refusal(tokenWithout("sub")))
        .isEqualTo(
            "the access token has no claim sub that is text or a whole number; with Keycloak, give"
                + " the client the client scope basic");
  }

  @Test
  void anotherClaimThanSubIsNotKeycloaks() {
    var names = new ClaimNames("household", null, null, null, List.of());

    assertThat(new ViewerClaims(names).missing())
        .isEqualTo(
            "the access token has no claim household that is text or a whole number; have the"
                + " identity provider add it, or set STREAMGATE_JWT_VIEWER_CLAIM");
  }

  @Test
  void aViewerThatIsNeitherTextNorAWholeNumberIsRefused() {
    for (var value : Arrays.asList("", 1.5, 1e30, true, List.of("a"), Map.of("a", "b"))) {
      assertThat(refusal(tokenWith("sub", value))).contains("no claim sub");
    }
  }

  @Test
  void aWholeNumberIsItsDecimalText() {
    assertThat(viewer(tokenWith("sub", 9_007_199_254_740_993L)).id().value())
        .isEqualTo("9007199254740993");
  }

  /** Parsed as a floating point number, neighbours would be one viewer. */
  @Test
  void aNumberThatIsTooLargeIsNoOtherViewer() {
    var large = new BigInteger("12345678901234567890");

    assertThat(refusal(tokenWith("sub", large))).contains("no claim sub");
  }

  @Test
  void aNameThatCannotBeAnIdIsHashed() {
    assertThat(viewer(tokenWith("sub", "Zoë")).id().value())
        .matches("~[0-9a-f]{64}")
        .isNotEqualTo(viewer(tokenWith("sub", "Zoe\u0301")).id().value());
  }

  @Test
  void profilePlanAndFactsAreRead() {
    var claims = Issuer.claims(NOW);
    claims.put("profile", "kids");
    claims.put("plan", "family");
    claims.put("country", "CH");
    claims.put("home", true);
    claims.put("age", 12);
    claims.put("unasked", "x");
    var viewer = viewer(Issuer.signed(claims, Issuer.rsa("first")));

    assertThat(viewer.profile()).isEqualTo("kids");
    assertThat(viewer.plan()).isEqualTo("family");
    assertThat(viewer.limit()).isNull();
    assertThat(viewer.facts()).isEqualTo(Map.of("country", "CH", "home", "true", "age", "12"));
  }

  @Test
  void whatIsAbsentEmptyOrTooLongIsAbsent() {
    var claims = Issuer.claims(NOW);
    claims.put("profile", "");
    claims.put("plan", "p".repeat(129));
    claims.put("country", List.of("CH"));
    var viewer = viewer(Issuer.signed(claims, Issuer.rsa("first")));

    assertThat(viewer.profile()).isNull();
    assertThat(viewer.plan()).isNull();
    assertThat(viewer.facts()).isEmpty();
  }

  @Test
  void whatIsNoTextIsAbsent() {
    for (var text : List.of("a\u0000", "a\nb", "a\u007f", "a\ud83d", "\udc00")) {
      var claims =
          Map.<String, Object>of("sub", "a", "profile", text, "plan", text, "country", text);

      assertThat(new ViewerClaims(CLAIMS).read(claims)).isEqualTo(new Viewer(new ViewerId("a")));
    }
  }

  @Test
  void labelsAreAsLongAsThoseOfBackEnds() {
    var claims = Issuer.claims(NOW);
    claims.put("profile", "😀".repeat(128));
    claims.put("country", "😀".repeat(256));
    claims.put("home", "h".repeat(257));
    var viewer = viewer(Issuer.signed(claims, Issuer.rsa("first")));

    assertThat(viewer.profile()).isEqualTo("😀".repeat(128));
    assertThat(viewer.facts()).isEqualTo(Map.of("country", "😀".repeat(256)));
  }

  @Test
  void aLimitIsAWholeNumberOrUnlimitedAlsoAsText() {
    assertThat(viewer(tokenWith("limit", 0)).limit()).isEqualTo(new Limit.AtMost(0));
    assertThat(viewer(tokenWith("limit", 1000)).limit()).isEqualTo(new Limit.AtMost(1000));
    assertThat(viewer(tokenWith("limit", "5")).limit()).isEqualTo(new Limit.AtMost(5));
    assertThat(viewer(tokenWith("limit", "unlimited")).limit()).isEqualTo(new Limit.Unlimited());
    assertThat(claims.unusableLimits()).isZero();
  }

  @Test
  void anotherLimitIsAbsentAndCounted() {
    for (var limit : List.of(1001, -1, 2.5, "many", "05", "", true, List.of(3))) {
      assertThat(viewer(tokenWith("limit", limit)).limit()).isNull();
    }
    assertThat(claims.unusableLimits()).isEqualTo(8);
  }
}
