package io.streamgate.bench.cpu;

import io.streamgate.bench.CannedDynamoDb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link CannedDynamoDb} in a process of its own, whose CPU is not counted. */
final class CannedProcess implements AutoCloseable {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Process process;
  private final URI endpoint;

  private CannedProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Answers every update with {@code updated} and every read with {@code got}. */
  static CannedProcess answering(String updated, String got) {
    var program =
        new ProcessBuilder(
            JAVA,
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CannedDynamoDb.class.getName(),
            updated,
            got);
    try {
      var process = program.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new CannedProcess(process, URI.create("http://127.0.0.1:" + port(process)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int port(Process process) throws IOException {
    var out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    var line = new BufferedReader(out).readLine();
    if (line == null) {
      throw new IOException("the canned DynamoDB did not start");
    }
    return Integer.parseInt(line);
  }

  URI endpoint() {
    return endpoint;
  }

  /** It ends when its standard input does. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
