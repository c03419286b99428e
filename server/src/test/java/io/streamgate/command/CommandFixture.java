package io.streamgate.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.RunningStreamgate;
import io.streamgate.TestWorld;
import io.streamgate.config.InvalidConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in a folder, with settings that name a data directory in it. */
abstract class CommandFixture {

  /** The status of a command, and what it has printed. */
  record Run(int status, String out, String err) {}

  @TempDir protected Path folder;

  protected final Map<String, String> settings = new HashMap<>();

  protected Path data() {
    return folder.resolve("data");
  }

  /** Writes a file, and returns its path. */
  protected String file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  protected Run run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    settings.putIfAbsent("STREAMGATE_DATA_DIR", data().toString());
    var commands =
        new CommandLine(
            settings,
            folder.resolve("no-such.env"),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    var status = commands.run(List.of(arguments), TestWorld.BEGIN);
    return new Run(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** A server on the data directory. */
  protected RunningStreamgate serve(String... more) throws InvalidConfig {
    return RunningStreamgate.on(
        () -> List.of("STREAMGATE_STORE=sqlite", "STREAMGATE_DATA_DIR=" + data()), more);
  }
}
