package io.streamgate.engines;

import io.streamgate.testing.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * An engine in its own process, in memory, on a free local port.
 *
 * <p>It exits when its standard input is closed, so it exits with this JVM, even if the JVM is
 * killed.
 */
public final class EngineProcess implements DynamoEngine, AutoCloseable {

  private static final Path LOGS = Path.of("target", "engines");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final Region REGION = Region.EU_WEST_1;
  private static final String ACCOUNT = "local";
  private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
  // Keeps each process reachable: garbage collection would close its standard input
  private static final Map<String, EngineProcess> RUNNING = new ConcurrentHashMap<>();

  private final Process process;
  private final Path log;

  private EngineProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Returns the running engine of that name, or starts it. */
  static EngineProcess shared(String name, Supplier<EngineProcess> start) {
    return RUNNING.compute(
        name, (_, last) -> last != null && last.process.isAlive() ? last : start.get());
  }

  /** Starts a program, and waits until it prints a line "port n". */
  static EngineProcess start(String name, ProcessBuilder program) {
    try {
      var log = Files.createDirectories(LOGS).resolve(name + ".log");
      program.redirectErrorStream(true).redirectOutput(log.toFile());
      var engine = new EngineProcess(program.start(), log);
      var ready = false;
      try {
        engine.awaitReady();
        ready = true;
        return engine;
      } finally {
        if (!ready) {
          engine.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its endpoint. */
  public URI endpoint() {
    var port = PORT.matcher(output());
    if (!port.find()) {
      throw new AssertionError("the engine is not ready: " + output());
    }
    return URI.create("http://127.0.0.1:" + port.group(1));
  }

  /**
   * The settings of a server that keeps its streams in that table, and creates the table if absent.
   * Its calls have long timeouts, because an engine's first calls are slow.
   */
  public List<String> settings(String table) {
    return List.of(
        "STREAMGATE_STORE=dynamodb",
        "DYNAMO_TABLE_NAME=" + table,
        "STREAMGATE_CREATE_TABLE=true",
        "STREAMGATE_DYNAMODB_ATTEMPT_TIMEOUT=PT4S",
        "STREAMGATE_DYNAMODB_CALL_TIMEOUT=PT10S",
        "AWS_REGION=" + REGION,
        "AWS_ENDPOINT_URL=" + endpoint(),
        "AWS_ACCESS_KEY_ID=" + ACCOUNT,
        "AWS_SECRET_ACCESS_KEY=" + ACCOUNT);
  }

  /** Gives the AWS SDK in this JVM the credentials that {@link #settings} give another process. */
  public void tellCredentials() {
    System.setProperty("aws.accessKeyId", ACCOUNT);
    System.setProperty("aws.secretAccessKey", ACCOUNT);
  }

  /** Disables time to live in a table that a server created. */
  public void forgetNothingIn(String table) {
    try (var client = client()) {
      Tables.forgetNothing(client, table);
    }
  }

  @Override
  public DynamoDbAsyncClient client(ExecutionInterceptor... interceptors) {
    var credentials = AwsBasicCredentials.create(ACCOUNT, ACCOUNT);
    return DynamoDbAsyncClient.builder()
        .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
        .endpointOverride(endpoint())
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(
            all -> {
              for (var interceptor : interceptors) {
                all.addExecutionInterceptor(interceptor);
              }
            })
        .build();
  }

  @Override
  public String freshTable() {
    try (var client = client()) {
      return Tables.create(client);
    }
  }

  @Override
  public String freshTableThatForgets() {
    try (var client = client()) {
      return Tables.createForgetting(client);
    }
  }

  /**
   * Kills the process, with all its tables, and waits until it is gone. The next test starts a new
   * one.
   */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + END + ": " + output());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitReady() {
    Until.holds(
        START,
        () -> "the engine is ready; its output: " + output(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(
                "the engine exited with " + process.exitValue() + ": " + output());
          }
          return PORT.matcher(output()).find();
        });
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
