package io.streamgate.identity.jwt.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.streamgate.identity.jwt.Issuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The formats of keys, and which keys are ignored. */
final class KeyTextsTest {

  static String pem(byte[] key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key)
        + "\n-----END PUBLIC KEY-----\n";
  }

  static String pem(ECKey key) {
    try {
      return pem(key.toECPublicKey().getEncoded());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> kids(KeySet set) {
    return set.keys().stream().map(key -> String.valueOf(key.kid())).toList();
  }

  private static String faultOf(String text) {
    var fault = catchThrowableOfType(UnusableKeys.class, () -> KeyTexts.published(text));
    return fault == null ? "" : String.valueOf(fault.getMessage());
  }

  @Test
  void keysForOtherUsesAreIgnored() throws UnusableKeys {
    var forEncryption =
        new RSAKey.Builder(Issuer.rsa("enc").toPublicJWK()).keyUse(KeyUse.ENCRYPTION).build();
    var byAlgorithm =
        new RSAKey.Builder(Issuer.rsa("oaep").toPublicJWK())
            .keyUse(null)
            .algorithm(JWEAlgorithm.RSA_OAEP_256)
            .build();
    var withoutUse = new RSAKey.Builder(Issuer.rsa("any").toPublicJWK()).keyUse(null).build();

    assertThat(
            kids(
                KeyTexts.published(
                    Issuer.keySet(forEncryption, byAlgorithm, withoutUse, Issuer.rsa("sig")))))
        .containsExactly("any", "sig");
  }

  @Test
  void keysOfUnknownKindsMakeNoOtherKeyUnusable() throws UnusableKeys {
    var sound = Issuer.rsa("sound").toPublicJWK().toJSONString();
    var text =
        "{\"keys\":[{\"kty\":\"LATTICE\",\"kid\":\"new\"},{\"kty\":\"RSA\",\"kid\":\"broken\"},"
            + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"kid\":\"off\"},"
            + sound
            + "]}";

    assertThat(kids(KeyTexts.published(text))).containsExactly("sound");
  }

  @Test
  void shortRsaKeysAreIgnored() throws JOSEException {
    var weak = new RSAKeyGenerator(1024, true).keyID("weak").generate();

    assertThat(faultOf(Issuer.keySet(weak))).isEqualTo("it has no key that can verify signatures");
  }

  @Test
  void aSecretThatAnybodyCanFetchIsIgnored(@TempDir Path folder) throws Exception {
    var secret = new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
    var text = "{\"keys\":[" + secret.toJSONString() + "]}";

    assertThat(faultOf(text)).contains("no key");
    assertThat(kids(KeyTexts.ofFile(Files.writeString(folder.resolve("keys"), text))))
        .containsExactly("secret");
  }

  /** Its names and its secrets would count, whatever the key was asked for by. */
  @Test
  void aKeyAtAUrlOfItsOwnIsPem() {
    var secret = new OctetSequenceKey.Builder(new byte[32]).keyID("a").build();
    for (var key : List.of(secret, Issuer.rsa("b").toPublicJWK())) {
      var text = "{\"keys\":[" + key.toJSONString() + "]}";

      assertThat(catchThrowableOfType(UnusableKeys.class, () -> KeyTexts.published(text, "a")))
          .hasMessage("it is not PEM");
    }
  }

  @Test
  void pemHasRsaKeysAndKeysOnCurvesWithoutNames() throws Exception {
    var set =
        KeyTexts.published(
            pem(Issuer.rsa("first").toRSAPublicKey().getEncoded()) + pem(Issuer.curve("curve")));

    assertThat(set.candidates("any name", JWSAlgorithm.RS256)).hasSize(1);
    assertThat(set.candidates(null, JWSAlgorithm.ES256)).hasSize(1);
    assertThat(set.candidates(null, JWSAlgorithm.ES384)).isEmpty();
  }

  @Test
  void aKeyThatNamesItsAlgorithmIsForNoOther() throws UnusableKeys {
    var key =
        new RSAKey.Builder(Issuer.rsa("first").toPublicJWK()).algorithm(JWSAlgorithm.RS256).build();
    var set = KeyTexts.published(Issuer.keySet(key));

    assertThat(set.candidates("first", JWSAlgorithm.RS256)).hasSize(1);
    assertThat(set.candidates("first", JWSAlgorithm.PS256)).isEmpty();
  }

  @Test
  void brokenTextsAreSaidToBeSo(@TempDir Path folder) throws IOException {
    assertThat(faultOf("hello")).isEqualTo("it is neither a key set (JWKS) nor PEM");
    assertThat(faultOf("{\"keys\":7}")).isEqualTo("it is neither a key set (JWKS) nor PEM");
    assertThat(faultOf("-----BEGIN PUBLIC KEY-----\nAQAB\n-----END PUBLIC KEY-----"))
        .isEqualTo("its PEM cannot be read");
    assertThat(faultOf("-----BEGIN PRIVATE KEY-----\nAQAB\n-----END PRIVATE KEY-----"))
        .isEqualTo("it has no key that can verify signatures");
    var large = Files.writeString(folder.resolve("large"), " ".repeat(KeyTexts.MAX_BYTES + 1));
    assertThat(catchThrowableOfType(UnusableKeys.class, () -> KeyTexts.ofFile(large)))
        .hasMessage("it is longer than 102400 bytes");
  }

  @Test
  void theUrlOfAKeyIsItsNameAfterTheStart() {
    var asked = new CompletableFuture<URI>();
    new KeySource.OfEachKey(
            "https://public-keys.auth.elb.eu-west-1.amazonaws.com/",
            url -> {
              asked.complete(url);
              return new CompletableFuture<>();
            },
            Runnable::run)
        .fetch("0cdd5d3b-a2ba-4ba1-8b5f-4ff9e3b6a2f1");

    assertThat(asked)
        .isCompletedWithValue(
            URI.create(
                "https://public-keys.auth.elb.eu-west-1.amazonaws.com/"
                    + "0cdd5d3b-a2ba-4ba1-8b5f-4ff9e3b6a2f1"));
  }
}
