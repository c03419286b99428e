package io.streamgate.bench.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.streamgate.bench.http.server.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** An identity provider: two keys, and access tokens that they sign. */
final class AccessTokens {

  private static final String ISSUER = "https://id.example/";
  private static final String AUDIENCE = "streamgate";
  private static final Duration LIFE = Duration.ofHours(8);

  private final JWSSigner rsa;
  private final JWSSigner ec;
  private final Path keySet;

  private AccessTokens(JWSSigner rsa, JWSSigner ec, Path keySet) {
    this.rsa = rsa;
    this.ec = ec;
    this.keySet = keySet;
  }

  /** Makes the keys: RSA of 2,048 bits and P-256. */
  static AccessTokens create() {
    try {
      var rsa = new RSAKeyGenerator(2048).keyID("rsa").keyUse(KeyUse.SIGNATURE).generate();
      var ec = new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.SIGNATURE).generate();
      var file = Contender.scratch("keys").resolve("jwks.json");
      Files.writeString(file, new JWKSet(List.of(rsa, ec)).toPublicJWKSet().toString());
      return new AccessTokens(new RSASSASigner(rsa), new ECDSASigner(ec), file);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a server that accepts these tokens. */
  Contender accepting(Contender server) {
    return server
        .with("STREAMGATE_IDENTITY", "jwt")
        .with("STREAMGATE_JWT_KEYS", keySet.toString())
        .with("STREAMGATE_JWT_ISSUER", ISSUER)
        .with("STREAMGATE_JWT_AUDIENCE", AUDIENCE);
  }

  /** A new token, signed by RSA. */
  String rs256(String viewer) {
    return signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), rsa, viewer);
  }

  /** A new token, signed by ECDSA. */
  String es256(String viewer) {
    return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), ec, viewer);
  }

  private static String signed(JWSHeader header, JWSSigner signer, String viewer) {
    try {
      var token = new SignedJWT(header, claims(viewer));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A new token with the signature of another one, so that checking it costs as much as that of a
   * valid token.
   */
  static String wronglySigned(String otherToken, String viewer) {
    var signature = otherToken.substring(otherToken.lastIndexOf('.') + 1);
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build();
    return header.toBase64URL()
        + "."
        + Base64URL.encode(claims(viewer).toString())
        + "."
        + signature;
  }

  /** The claims of a usual access token; {@code jti} makes each token a new one. */
  private static JWTClaimsSet claims(String viewer) {
    var now = System.currentTimeMillis();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(viewer)
        .claim("azp", "player")
        .claim("scope", "openid profile email")
        .issueTime(new Date(now))
        .expirationTime(new Date(now + LIFE.toMillis()))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }
}
