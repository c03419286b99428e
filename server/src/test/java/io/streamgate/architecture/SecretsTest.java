package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  @TempDir Path folder;

  @Test
  void secretsAreComparedInConstantTimeOnly() {
    assertThat(Secrets.faultsIn(Product.classes())).isEmpty();
  }

  @Test
  void theKeysOfBackEndsTheTokensOfOperatorsAndTheCodesOfStreamTokensAreComparedInConstantTime() {
    assertThat(Secrets.comparersIn(Product.classes()))
        .contains(
            "io.streamgate.identity.HashedSecrets", "io.streamgate.identity.token.StreamTokens");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.Arrays.equals(a, b)",
        "java.util.Arrays.compare(a, b) == 0",
        "java.util.Arrays.mismatch(a, b) < 0",
        "java.util.Objects.deepEquals(a, b)",
        "java.nio.ByteBuffer.wrap(a).equals(java.nio.ByteBuffer.wrap(b))"
      })
  void comparingBytesInAnotherWayIsAFault(String comparison) {
    for (var part : new String[] {"identity", "identity.backend", "identity.jwt.keys"}) {
      assertThat(faults(part, "byte[]", comparison)).hasSize(1);
    }
    assertThat(faults("http.edge", "byte[]", comparison)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.equals(b)", "a.contentEquals(b)", "java.util.Objects.equals(a, b)"})
  void comparingTextsWhereAllAreSecretIsAFault(String comparison) {
    assertThat(faults("identity.backend", "String", comparison)).hasSize(1);
    assertThat(faults("identity.forwarded", "String", comparison)).isEmpty();
  }

  @Test
  void comparingInConstantTimeIsNoFault() {
    assertThat(faults("identity.backend", "byte[]", "java.security.MessageDigest.isEqual(a, b)"))
        .isEmpty();
  }

  private List<String> faults(String part, String type, String comparison) {
    return Secrets.faultsIn(
        Planted.compile(
            folder,
            "package io.streamgate.%s; class Planted { boolean x(%s a, %s b) { return %s; } }"
                .formatted(part, type, type, comparison)));
  }

  @Test
  void theFaultSaysWhatToDoInstead() {
    assertThat(faults("identity", "byte[]", "java.util.Arrays.equals(a, b)"))
        .containsExactly(
            "io.streamgate.identity.Planted uses java.util.Arrays.equals (Planted.java:1): compare"
                + " secrets by MessageDigest.isEqual, which takes the same time whatever is"
                + " compared");
  }
}
