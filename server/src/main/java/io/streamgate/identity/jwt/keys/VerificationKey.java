package io.streamgate.identity.jwt.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A key that verifies access tokens: a public key, or a shared secret. Thread-safe. */
public final class VerificationKey {

  /** Shorter keys are not allowed for signatures (RFC 7518, 3.3). */
  private static final int MIN_RSA_BITS = 2048;

  private final JWK jwk;
  private final JWSVerifier verifier;
  private final String thumbprint;

  private VerificationKey(JWK jwk, JWSVerifier verifier) throws JOSEException {
    this.jwk = jwk;
    this.verifier = verifier;
    this.thumbprint = jwk.computeThumbprint().toString();
  }

  /** Empty for a key that is for something else, is too weak, or is of an unsupported kind. */
  static Optional<VerificationKey> of(JWK jwk) {
    if (!isForSignatures(jwk)) {
      return Optional.empty();
    }
    try {
      var verifier = verifier(jwk);
      return verifier == null || !isOfAny(jwk, verifier.supportedJWSAlgorithms())
          ? Optional.empty()
          : Optional.of(new VerificationKey(jwk, verifier));
    } catch (JOSEException | IllegalArgumentException | IllegalStateException unusable) {
      return Optional.empty(); // a point that is not on its curve, or a secret that is too short
    }
  }

  private static boolean isForSignatures(JWK jwk) {
    var use = jwk.getKeyUse();
    var operations = jwk.getKeyOperations();
    return (use == null || use.equals(KeyUse.SIGNATURE))
        && (operations == null || operations.contains(KeyOperation.VERIFY));
  }

  /** A key may declare the algorithm it is for, such as one that encrypts. */
  private static boolean isOfAny(JWK jwk, Set<JWSAlgorithm> signing) {
    var declared = jwk.getAlgorithm();
    return declared == null || signing.stream().anyMatch(declared::equals);
  }

  private static @Nullable JWSVerifier verifier(JWK jwk) throws JOSEException {
    return switch (jwk) {
      case RSAKey rsa when rsa.size() >= MIN_RSA_BITS -> new RSASSAVerifier(rsa.toRSAPublicKey());
      case ECKey curve -> new ECDSAVerifier(curve.toECPublicKey());
      case OctetSequenceKey secret -> new MACVerifier(secret.toByteArray());
      default -> null;
    };
  }

  /** Identifies the key, whatever its name. */
  public String thumbprint() {
    return thumbprint;
  }

  /** Its name in the headers of tokens; null if it has none. */
  @Nullable String kid() {
    return jwk.getKeyID();
  }

  /** Whether it is known to both sides, so that whoever verifies could also sign. */
  boolean isSecret() {
    return jwk instanceof OctetSequenceKey;
  }

  /** Whether it may verify signatures of this algorithm. */
  boolean supports(JWSAlgorithm algorithm) {
    var declared = jwk.getAlgorithm();
    return verifier.supportedJWSAlgorithms().contains(algorithm)
        && (declared == null || declared.equals(algorithm));
  }

  /** Whether the signature is of this key. Takes up to a millisecond of CPU. */
  public boolean verifies(JWSHeader header, byte[] signingInput, Base64URL signature) {
    try {
      return verifier.verify(header, signingInput, signature);
    } catch (JOSEException unusable) {
      return false;
    }
  }

  /** The public key as JSON, by the names of RFC 7517. */
  Map<String, Object> json() {
    return jwk.toPublicJWK().toJSONObject();
  }
}
