package io.streamgate.linearizability.lincheck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("model")
final class ModelCheckingTest {

  private static final int PATIENCE_SECONDS = 900;

  private static final String PROGRAMS = Boolean.getBoolean("streamgate.test.all") ? "20" : "4";

  @TempDir Path directory;

  /** The second half proves that the first half can fail. */
  @Test
  void noOrderOfTurnsBreaksTheMemoryStoreAndOneThatChecksFirstAndActsLaterIsBroken()
      throws IOException, InterruptedException {
    var output = output();

    assertThat(output).contains("OfMemory: no fault");
    assertThat(output).contains("OfCheckThenAct: ").contains("= Invalid execution results =");
  }

  private String output() throws IOException, InterruptedException {
    var file = directory.resolve("output");
    var program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ModelChecking.class.getName(),
                PROGRAMS)
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    var ended = program.waitFor(PATIENCE_SECONDS, SECONDS);
    program.destroyForcibly().waitFor();
    var output = Files.readString(file, UTF_8);
    assertThat(ended).as("the program exited in time; its output: %s", output).isTrue();
    assertThat(program.exitValue()).as(output).isZero();
    return output;
  }
}
