package io.streamgate.engines;

import io.streamgate.testing.Tools;
import java.nio.file.Path;

/**
 * Downloads DynamoDB Local with Maven, and starts it. Only for full test runs, because not everyone
 * may accept its licence. Its jars stay in a folder beside the sources that a clean build does not
 * delete.
 */
final class DynamoDbLocal {

  private static final Path SOURCES = Path.of("engines", "dynamodb-local");
  private static final Path LIBRARIES = SOURCES.resolve("lib");
  private static final String JAVA_HOME = System.getProperty("java.home");
  private static final String JAVA = Path.of(JAVA_HOME, "bin", "java").toString();

  private DynamoDbLocal() {}

  static EngineProcess start() {
    Tools.requireAll("DynamoDB Local runs with test --all only");
    var maven = Tools.require("mvn", "Streamgate works on DynamoDB Local").toString();
    new Installation(SOURCES.resolve("pom.xml"), LIBRARIES)
        .fillWith(here(maven, "--batch-mode", "--no-transfer-progress"));
    return EngineProcess.start(
        "dynamodb-local",
        here(
            JAVA,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            "lib/*",
            "LoopbackServer.java"));
  }

  private static ProcessBuilder here(String... command) {
    var program = new ProcessBuilder(command).directory(SOURCES.toFile());
    var environment = program.environment();
    environment.put("JAVA_HOME", JAVA_HOME);
    environment.put("DDB_LOCAL_TELEMETRY", "0");
    return program;
  }
}
