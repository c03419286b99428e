package io.streamgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.lease.id.ViewerId;
import org.junit.jupiter.api.Test;

/** How the log names viewers. */
final class ViewerNamingTest {

  private static final ViewerId VIEWER = new ViewerId("203.0.113.7");
  private static final byte[] KEY = new byte[32];

  @Test
  void plainIsTheId() {
    assertThat(ViewerNaming.plain().nameOf(VIEWER)).isEqualTo("203.0.113.7");
  }

  /** The expected value is that of {@code openssl dgst -sha256 -mac HMAC}. */
  @Test
  void hashedIsTheBeginningOfAKeyedHash() {
    assertThat(ViewerNaming.hashed(KEY).nameOf(VIEWER)).isEqualTo("0ae66b1ca9efd7ef");
  }

  @Test
  void twoViewersAndTwoProcessesHaveDifferentHashes() {
    var another = KEY.clone();
    another[31] = 1;

    assertThat(ViewerNaming.hashed(KEY).nameOf(new ViewerId("203.0.113.8")))
        .isNotEqualTo(ViewerNaming.hashed(KEY).nameOf(VIEWER));
    assertThat(ViewerNaming.hashed(another).nameOf(VIEWER))
        .isNotEqualTo(ViewerNaming.hashed(KEY).nameOf(VIEWER));
  }
}
