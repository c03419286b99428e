package io.streamgate.http.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.RunningStreamgate;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/**
 * A server with operators, on this run's store: Anna may read, Otto operate and Erna erase. The
 * token of each is the name, 32 times.
 */
public abstract class AdminFixture {

  private static final AtomicInteger VIEWERS = new AtomicInteger();

  private final List<RunningStreamgate> running = new ArrayList<>();

  /** The viewer of a test, which no other has. */
  protected final String viewer = newViewer();

  private static String newViewer() {
    var number = VIEWERS.incrementAndGet();
    return "10.9.%d.%d".formatted(number >> 8, number & 255);
  }

  /** The setting that names the operators. */
  public static String operators() {
    return "STREAMGATE_OPERATORS="
        + String.join(
            ",", operator("anna", "read"), operator("otto", "operate"), operator("erna", "erase"));
  }

  private static String operator(String name, String role) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(token(name).getBytes(US_ASCII));
      return name + ":" + role + ":" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String token(String name) {
    return name.repeat(32);
  }

  /** Starts a server with operators and those settings. */
  protected final void serve(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add(operators());
    try {
      running.add(RunningStreamgate.with(all.toArray(String[]::new)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private RunningStreamgate server() {
    if (running.isEmpty()) {
      serve();
    }
    return running.getLast();
  }

  /** The operator of that name. */
  protected final Client as(String name) {
    return asNobody().with("authorization", "Bearer " + token(name));
  }

  /** Somebody on the management port without a token. */
  protected final Client asNobody() {
    return Client.of(server().managementPort());
  }

  /** The player of the test's viewer. */
  protected final Client player() {
    return Client.of(server().port()).with("x-forwarded-for", viewer);
  }

  /** What Anna sees of the test's viewer. */
  protected final Reply seen() {
    return as("anna").get(path(""));
  }

  /** A path of the test's viewer. */
  protected final String path(String rest) {
    return "/admin/v1/viewers/" + viewer + rest;
  }

  protected final Reply end(String stream, String body) {
    return as("otto").post(path("/streams/" + stream + "/end"), body);
  }

  protected final Reply override(String body) {
    return as("otto").send("PUT", path("/override"), body);
  }

  protected final void pass(Duration time) {
    running.getLast().pass(time);
  }

  @AfterEach
  final void stop() {
    running.forEach(RunningStreamgate::close);
  }
}
