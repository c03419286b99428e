package io.streamgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many claims may be facts of the viewer, and their names. */
final class FactClaimsTest {

  private static List<String> mistakes(String claims) {
    var settings = Map.of("STREAMGATE_JWT_FACT_CLAIMS", claims);
    var thrown =
        catchThrowableOfType(
            InvalidConfig.class, () -> Config.read(settings, Path.of("there-is-no-such-file")));
    return thrown == null ? List.of() : thrown.mistakes();
  }

  private static String claims(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
  }

  @Test
  void sixteenAreAccepted() {
    assertThat(mistakes(claims(16))).isEmpty();
    assertThat(mistakes(claims(17)))
        .containsExactly("STREAMGATE_JWT_FACT_CLAIMS: has 17 claims; use at most 16");
  }

  @Test
  void aNameHasAtMost64Characters() {
    assertThat(mistakes("f".repeat(64))).isEmpty();
    assertThat(mistakes("f".repeat(65)))
        .hasSize(1)
        .allMatch(mistake -> mistake.endsWith("; use names of at most 64 characters"));
  }
}
