package io.streamgate.engines.keycloak;

import io.streamgate.engines.Installation;
import io.streamgate.testing.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keycloak's files. Maven downloads them once to a folder beside the sources that a clean build
 * does not delete. Servers only read them: each has its data in its own home.
 */
final class Distribution {

  private static final Path SOURCES = Path.of("engines", "keycloak").toAbsolutePath();
  private static final Path INSTALLED = SOURCES.resolve("target");
  private static final Path LIBRARIES = INSTALLED.resolve("keycloak").resolve("lib");
  private static final Path REALM = Path.of("src", "test", "resources", "keycloak", "tv.json");
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final String JAVA = Path.of(JAVA_HOME, "bin", "java").toString();

  // The packages are those of bin/kc.sh, and java.lang, which Keycloak needs on Java 24 or later
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");

  private Distribution() {}

  /**
   * Installs Keycloak unless it is installed. The second program does once what would otherwise
   * lengthen each start by ten seconds.
   */
  static void install() {
    Tools.requireAll("Keycloak, a download of 150 MB, runs with test --all only");
    var maven = Tools.require("mvn", "Streamgate accepts the tokens of a Keycloak").toString();
    new Installation(SOURCES.resolve("pom.xml"), INSTALLED)
        .fillWith(
            here(List.of(maven, "--batch-mode", "--no-transfer-progress")),
            here(List.of("sh", "target/keycloak/bin/kc.sh", "build", "--db=dev-file")));
  }

  /** Creates a home for a server, with the realm that it imports when it first starts. */
  static Path home(Path folder) {
    try {
      var home = Files.createTempDirectory(Files.createDirectories(folder), "keycloak");
      Files.createSymbolicLink(home.resolve("lib"), LIBRARIES);
      Files.createDirectory(home.resolve("providers"));
      var imported = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.copy(REALM, imported.resolve(REALM.getFileName()));
      return home.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program that serves HTTP on that loopback port until its standard input is closed. */
  static ProcessBuilder server(Path home, int port) {
    var command = new ArrayList<>(List.of(JAVA));
    command.addAll(JVM);
    command.addAll(
        List.of(
            "-Dkc.home.dir=" + home,
            "-cp",
            LIBRARIES.resolve("quarkus-run.jar").toString(),
            "KeycloakServer.java",
            "start",
            "--optimized",
            "--import-realm",
            "--cache=local",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname=http://127.0.0.1:" + port));
    return here(command);
  }

  private static ProcessBuilder here(List<String> command) {
    var program = new ProcessBuilder(command).directory(SOURCES.toFile());
    var environment = program.environment();
    environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_"));
    environment.put("JAVA_HOME", JAVA_HOME);
    return program;
  }
}
