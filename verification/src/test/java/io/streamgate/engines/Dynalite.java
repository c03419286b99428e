package io.streamgate.engines;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.streamgate.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Installs the dynalite version of the lock file, and starts it. */
final class Dynalite {

  private static final Path SOURCES = Path.of("engines", "dynalite");
  private static final Path INSTALLED = Path.of("target", "engines", "dynalite");
  private static final String LOCK = "package-lock.json";
  private static final List<String> FILES = List.of("package.json", LOCK, ".npmrc", "server.js");
  private static final String PURPOSE = "Streamgate works on dynalite, a DynamoDB";

  private Dynalite() {}

  static EngineProcess start() {
    var node = Tools.require("node", PURPOSE).toString();
    var npm = Tools.require("npm", PURPOSE).toString();
    copySources();
    new Installation(SOURCES.resolve(LOCK), INSTALLED.resolve("node_modules"))
        .fillWith(here(npm, "ci"));
    return EngineProcess.start("dynalite", here(node, "server.js"));
  }

  private static ProcessBuilder here(String... command) {
    return new ProcessBuilder(command).directory(INSTALLED.toFile());
  }

  private static void copySources() {
    try {
      Files.createDirectories(INSTALLED);
      for (var file : FILES) {
        Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
