package io.streamgate.identity.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An identity provider of the tests: signs tokens, and publishes its keys. */
public final class Issuer {

  /** The {@code iss} of its tokens. */
  public static final String NAME = "https://id.tv.example";

  /** The {@code aud} of its tokens. */
  public static final String AUDIENCE = "streamgate";

  private static final Map<String, JWK> MADE = new HashMap<>();

  private Issuer() {}

  /** An RSA key with this name, the same each time: keys take long to make. */
  public static synchronized RSAKey rsa(String kid) {
    return (RSAKey)
        MADE.computeIfAbsent(
            "rsa " + kid,
            _ -> made(() -> new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE)));
  }

  /** A key on the curve P-256 with this name, the same each time. */
  public static synchronized ECKey curve(String kid) {
    return (ECKey)
        MADE.computeIfAbsent(
            "ec " + kid, _ -> made(() -> new ECKeyGenerator(Curve.P_256).keyID(kid)));
  }

  private interface Generator {
    JWKGenerator<? extends JWK> generator() throws JOSEException;
  }

  private static JWK made(Generator generator) {
    try {
      return generator.generator().generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The public parts of these keys as a key set. */
  public static String keySet(JWK... keys) {
    return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
  }

  /** The claims of a token that is valid at {@code now} for an hour. */
  public static Map<String, Object> claims(Instant now) {
    var claims = new HashMap<String, Object>();
    claims.put("iss", NAME);
    claims.put("aud", AUDIENCE);
    claims.put("sub", "viewer-1");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 3600);
    return claims;
  }

  /** A token with these claims, signed with an RSA key. */
  public static String signed(Map<String, Object> claims, RSAKey key) {
    return signed(header(JWSAlgorithm.RS256, key.getKeyID()).build(), claims, key);
  }

  /** The header of a token. */
  public static JWSHeader.Builder header(JWSAlgorithm algorithm, String kid) {
    return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID(kid);
  }

  /** A token with this header and these claims. */
  public static String signed(JWSHeader header, Map<String, Object> claims, JWK key) {
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
      return signed(header, claims, signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A token with this header and these claims. */
  public static String signed(JWSHeader header, Map<String, Object> claims, JWSSigner signer) {
    try {
      var token = new JWSObject(header, new Payload(claims));
      token.sign(signer);
      return Objects.requireNonNull(token.serialize());
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
