package io.streamgate.events.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WebhookSecretTest {

  /** The example of the Standard Webhooks specification's reference implementations. */
  @Test
  void signatureIsThatOfStandardWebhooks() {
    var secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
    var body = "{\"test\": 2432232314}".getBytes(UTF_8);
    assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void secretIsPrefixedAndHas24To64Bytes() {
    assertThat(WebhookSecret.parse("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).isEmpty();
    assertThat(WebhookSecret.parse("whsec_?")).isEmpty();
    assertThat(WebhookSecret.parse("whsec_" + "A".repeat(28) + "AAA=")).isEmpty();
    assertThat(WebhookSecret.parse("whsec_" + "A".repeat(32))).isPresent();
    assertThat(WebhookSecret.parse("whsec_" + "A".repeat(84) + "AA==")).isPresent();
    assertThat(WebhookSecret.parse("whsec_" + "A".repeat(88))).isEmpty();
  }

  @Test
  void secretIsNotShown() {
    var secret = WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();
    assertThat(secret).hasToString("WebhookSecret");
  }
}
