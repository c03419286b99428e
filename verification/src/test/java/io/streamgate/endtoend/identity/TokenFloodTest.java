package io.streamgate.endtoend.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.endtoend.server.Launch;
import io.streamgate.http.Client;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood of access tokens whose ES256 signature is wrong, which is the most expensive to find out.
 * Counts, and measures no time: {@code ./make.sh bench identity} does that.
 */
@Tag("e2e")
@Timeout(300)
final class TokenFloodTest {

  private static final int TOKENS = 10_000;
  private static final int SENDERS = 200;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k\"}";

  private final KeyPair key = keyPair();
  @TempDir Path folder;

  @Test
  void noneIsAcceptedAndEveryHeartbeatByStreamTokenIsAnswered() throws Exception {
    Files.writeString(folder.resolve("keys.json"), keySet());
    try (var server = launch().start()) {
      var ada = Client.of(server.port()).with("authorization", "Bearer " + token("ada"));
      var started = ada.start("{}");
      assertThat(started.status()).isEqualTo(201);
      var player = Client.of(server.port()).with("stream-token", started.text("/stream_token"));

      var statuses = new ConcurrentHashMap<Integer, Integer>();
      var heartbeats = 0;
      try (var senders = Executors.newFixedThreadPool(SENDERS)) {
        var left = new AtomicInteger(TOKENS);
        for (var sender = 0; sender < SENDERS; sender++) {
          senders.execute(() -> flood(server.port(), left, statuses));
        }
        do {
          assertThat(player.heartbeat(started.text("/stream_id")).status()).isEqualTo(200);
          heartbeats++;
        } while (left.get() > 0);
      }

      assertThat(statuses.keySet()).containsExactlyInAnyOrder(401, 503);
      assertThat(statuses.values().stream().mapToInt(count -> count).sum()).isEqualTo(TOKENS);
      assertThat(heartbeats).isGreaterThan(1);
      // a new token, because that of the player is remembered, and would not need the queue
      var bob = Client.of(server.port()).with("authorization", "Bearer " + token("bob"));
      assertThat(bob.start("{}").status()).isEqualTo(201);
    }
  }

  /** Each token is another one, of another address. */
  private void flood(int port, AtomicInteger left, Map<Integer, Integer> statuses) {
    for (var number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
      var reply =
          Client.of(port)
              .with("x-forwarded-for", "10.0." + (number >> 8) + "." + (number & 255))
              .with("authorization", "Bearer " + forged("ada-" + number))
              .start("{}");
      statuses.merge(reply.status(), 1, Integer::sum);
    }
  }

  private Launch launch() {
    return Launch.in(folder)
        .with(
            "STREAMGATE_IDENTITY=jwt",
            "STREAMGATE_JWT_KEYS=" + folder.resolve("keys.json"),
            "STREAMGATE_JWT_ISSUER=https://id.example/",
            "STREAMGATE_JWT_AUDIENCE=streamgate");
  }

  private String token(String viewer) throws GeneralSecurityException {
    var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
    signer.initSign(key.getPrivate());
    signer.update(signed(viewer).getBytes(UTF_8));
    return signed(viewer) + "." + BASE64.encodeToString(signer.sign());
  }

  /** A token with a number in the range of signatures, which is none of this token. */
  private static String forged(String viewer) {
    var signature = new byte[64];
    Arrays.fill(signature, (byte) 0x5a);
    return signed(viewer) + "." + BASE64.encodeToString(signature);
  }

  private static String signed(String viewer) {
    var claims =
        "{\"iss\":\"https://id.example/\",\"aud\":\"streamgate\",\"sub\":\"%s\",\"exp\":4102444800}"
            .formatted(viewer);
    return BASE64.encodeToString(HEADER.getBytes(UTF_8))
        + "."
        + BASE64.encodeToString(claims.getBytes(UTF_8));
  }

  private String keySet() {
    var point = ((ECPublicKey) key.getPublic()).getW();
    return """
        {"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "use": "sig", "x": "%s", "y": "%s"}]}
        """
        .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    var bytes = new byte[32];
    var digits = number.toByteArray();
    var from = Math.max(0, digits.length - 32);
    System.arraycopy(digits, from, bytes, 32 - (digits.length - from), digits.length - from);
    return BASE64.encodeToString(bytes);
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
