package io.streamgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PurityTest {

  @TempDir Path folder;

  @Test
  void onlyMainReachesForTimeChanceWaitingAndPrinting() {
    assertThat(Purity.faultsIn(Product.classes())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long x = System.currentTimeMillis();",
        "long x = System.nanoTime();",
        "Object x = java.time.Instant.now();",
        "Object x = java.time.LocalDate.now();",
        "java.util.function.Supplier<Object> x = java.time.Instant::now;",
        "java.util.function.Supplier<Object> x = () -> java.time.Instant.now();",
        "Object x = java.time.Clock.systemUTC();",
        "Object x = java.time.InstantSource.system();",
        "Object x = new java.util.Random(1);",
        "Object x = new java.security.SecureRandom();",
        "Object x = java.util.concurrent.ThreadLocalRandom.current();",
        "Object x = java.util.UUID.randomUUID();",
        "double x = Math.random();",
        "void x() throws Exception { Thread.sleep(1); }",
        "void x() throws Exception { java.util.concurrent.TimeUnit.SECONDS.sleep(1); }",
        "Object x = System.out;",
        "Object x = java.util.logging.Logger.getLogger(\"\");",
        "void x(Exception e) { e.printStackTrace(); }",
        "void x() { System.exit(1); }",
      })
  void reachingForItElsewhereIsAFault(String member) {
    assertThat(
            Purity.faultsIn(
                Planted.compile(
                    folder, "package io.streamgate.http; class Planted {" + member + "}")))
        .singleElement()
        .asString()
        .startsWith("io.streamgate.http.Planted uses java.");
  }

  @Test
  void theFaultSaysWhatToDoInstead() {
    var clockInTheKernel =
        "package io.streamgate.lease; class Planted { Object x = java.time.Instant.now(); }";

    assertThat(Purity.faultsIn(Planted.compile(folder, clockInTheKernel)))
        .containsExactly(
            "io.streamgate.lease.Planted uses java.time.Instant.now (Planted.java:1): take"
                + " `Instant now` as an argument, or a Clock that Main passes in: Main owns the"
                + " only clock");
  }

  @Test
  void mainsPackageMayReachForIt() {
    var clockInMain =
        "package io.streamgate; class Planted { Object x = java.time.Instant.now(); }";

    assertThat(Purity.faultsIn(Planted.compile(folder, clockInMain))).isEmpty();
  }
}
