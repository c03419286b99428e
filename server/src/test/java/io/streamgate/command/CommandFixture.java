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

  protected static final String CURRENT =
      """
      default: family
      plans:
        family: {limit: 5}
        basic: {limit: 1}
      """;

  protected static final String NEXT =
      """
      default: basic
      plans:
        basic: {limit: 1, at_limit: evict-oldest}
        family:
          limit: 5
          rules:
            - {name: one-match, max: 1, where: {content_type: [live]}}
            - {name: two-homes, max: 2, of: network}
      """;

  protected static final String MATCH = "{\"content_type\": \"live\"}";
  protected static final String FILM = "{\"content_type\": \"vod\"}";

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

  /** A dry run of the plans that come next. */
  protected Run dryRun() {
    return run("plans", "dry-run", file("next.yaml", NEXT));
  }

  /** Settings of the plans in use, for a command and a server. */
  protected String plansInUse() {
    var file = file("current.yaml", CURRENT);
    settings.put("STREAMGATE_PLANS", file);
    return "STREAMGATE_PLANS=" + file;
  }
}
