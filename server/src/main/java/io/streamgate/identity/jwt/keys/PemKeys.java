package io.streamgate.identity.jwt.keys;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads public keys and certificates from PEM (RFC 7468). */
final class PemKeys {

  private static final String PUBLIC_KEY = "PUBLIC KEY";
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private PemKeys() {}

  static boolean isPem(String text) {
    return text.contains("-----BEGIN ");
  }

  /** All keys, with this name, or without one. */
  static List<JWK> read(String text, @Nullable String kid) throws UnusableKeys {
    var keys = new ArrayList<JWK>();
    var blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      keys.add(key(blocks.group(1), blocks.group(2), kid));
    }
    return keys;
  }

  private static JWK key(String kind, String base64, @Nullable String kid) throws UnusableKeys {
    try {
      var bytes = Base64.getMimeDecoder().decode(base64);
      var key = kind.equals(PUBLIC_KEY) ? publicKey(bytes) : certified(bytes);
      return switch (key) {
        case RSAPublicKey rsa -> new RSAKey.Builder(rsa).keyID(kid).build();
        case ECPublicKey curve ->
            new ECKey.Builder(Curve.forECParameterSpec(curve.getParams()), curve)
                .keyID(kid)
                .build();
        default -> throw new UnusableKeys("its PEM has a key that is neither RSA nor EC");
      };
    } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException broken) {
      throw new UnusableKeys("its PEM cannot be read");
    }
  }

  private static PublicKey publicKey(byte[] bytes) throws GeneralSecurityException {
    var spec = new X509EncodedKeySpec(bytes);
    try {
      return KeyFactory.getInstance("RSA").generatePublic(spec);
    } catch (InvalidKeySpecException notRsa) {
      return KeyFactory.getInstance("EC").generatePublic(spec);
    }
  }

  private static PublicKey certified(byte[] bytes) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(bytes))
        .getPublicKey();
  }
}
