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
 * An engine in a process of its own, on a free port of this machine, in memory.
 *
 * <p>It ends when its standard input does, so it ends with this JVM, even if that is killed.
 */
public final class EngineProcess implements DynamoEngine, AutoCloseable {

  private static final Path LOGS = Path.of("target", "engines");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(20);
  private static final Region REGION = Region.EU_WEST_1;
  private static final String ACCOUNT = "local";
  private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
  // Holds each process, too: the collector would close the standard input of one nobody holds
  private static final Map<String, EngineProcess> RUNNING = new ConcurrentHashMap<>();

  private final Process process;
  private final Path log;

  private EngineProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The one of that name that runs, else one that {@code start} starts. */
  static EngineProcess shared(String name, Supplier<EngineProcess> start) {
    return RUNNING.compute(
        name, (_, last) -> last != null && last.process.isAlive() ? last : start.get());
  }

  /** Starts a program that prints a line "port n", and returns once it has. */
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

  /** Where it answers. */
  public URI endpoint() {
    var port = PORT.matcher(said());
    if (!port.find()) {
      throw new AssertionError("not ready: " + said());
    }
    return URI.create("http://127.0.0.1:" + port.group(1));
  }

  /**
   * What a server is told that keeps its streams in that table, and creates it where it is absent.
   * Its calls may take their time, for the first ones to an engine do.
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

  /** Tells the AWS SDK in this JVM what {@link #settings} tell another process. */
  public void tellCredentials() {
    System.setProperty("aws.accessKeyId", ACCOUNT);
    System.setProperty("aws.secretAccessKey", ACCOUNT);
  }

  /** Switches the time to live off in a table that a server created. */
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

  /** Kills it, with all its tables, and returns once it is gone; the next test gets another. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + END + ": " + said());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitReady() {
    Until.holds(
        START,
        () -> "the engine is ready; it said " + said(),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("ended with " + process.exitValue() + ": " + said());
          }
          return PORT.matcher(said()).find();
        });
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
