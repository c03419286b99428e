package io.streamgate.http.admin.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.RunningStreamgate;
import io.streamgate.http.Client;
import io.streamgate.testing.Until;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator sees of a server that plays. */
@Timeout(60)
final class UsageRoutesTest {

  private static final String TOKEN = "anna".repeat(10);
  private static final Duration SOON = Duration.ofSeconds(20);

  private RunningStreamgate server;
  private Client anna;

  @BeforeEach
  void start() throws Exception {
    server =
        RunningStreamgate.with(
            "STREAMGATE_OPERATORS=anna:read:" + sha256(TOKEN), "STREAMGATE_EVENT_VIEWERS=plain");
    anna = Client.of(server.managementPort()).with("authorization", "Bearer " + TOKEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String sha256(String token) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
  }

  private Client viewer(String address) {
    return Client.of(server.port()).with("x-forwarded-for", address);
  }

  private void start(String viewer, int streams) {
    for (var i = 0; i < streams; i++) {
      viewer(viewer).start("{\"video_name\":\"Alien\"}");
    }
  }

  private String get(String path) {
    return anna.get(path).body();
  }

  private void isTold(String path, String... parts) {
    Until.holds(
        SOON,
        () -> get(path) + " contains " + List.of(parts),
        () -> List.of(parts).stream().allMatch(get(path)::contains));
  }

  @Test
  void levelsOfTheDayAreServed() {
    start("203.0.113.1", 4);
    start("203.0.113.2", 1);
    isTold(
        "/admin/v1/levels",
        "\"day\":\"2026-11-23\",\"reached\":[{\"level\":1,\"starts\":2,\"viewers\":2},"
            + "{\"level\":2,\"starts\":1,\"viewers\":1},{\"level\":3,\"starts\":1,\"viewers\":1}]",
        "{\"level\":4,\"starts\":1,\"viewers\":1}],\"sketches\":{\"reached\":{\"1\":\"");
    assertThat(anna.get("/admin/v1/levels?day=2026-11-22").status()).isEqualTo(400);
    assertThat(get("/admin/v1/levels?day=2026-11-22"))
        .contains("day must be 2026-11-23, the only day that this node has counted");
    assertThat(get("/admin/v1/levels?day=monday"))
        .contains("day must be a date, such as 2026-11-23");
  }

  @Test
  void busiestViewersAreServed() {
    start("203.0.113.1", 5);
    start("203.0.113.2", 1);
    isTold(
        "/admin/v1/top?by=refused",
        "\"by\":\"refused\",\"since\":\"2026-11-23T18:00:00Z\",\"approximate\":true,"
            + "\"viewers\":[{\"viewer\":\"203.0.113.1\",\"count\":2,\"at_most\":2}]");
    isTold(
        "/admin/v1/top?by=started&limit=1",
        "\"viewers\":[{\"viewer\":\"203.0.113.1\",\"count\":3,\"at_most\":3}]");
    assertThat(get("/admin/v1/top")).contains("by must be refused, started or evicted");
    assertThat(get("/admin/v1/top?by=started&limit=0")).contains("a number from 1 to 1000");
    assertThat(get("/admin/v1/top?by=started&limit=1001")).contains("a number from 1 to 1000");
  }

  @Test
  void strangersAreToldNothing() {
    var stranger = Client.of(server.managementPort());
    for (var path : List.of("top?by=started", "levels", "events")) {
      assertThat(stranger.get("/admin/v1/" + path).status()).isEqualTo(401);
    }
  }

  @Test
  void eventsAreFollowedUntilTheServerStops() throws IOException {
    try (var followed = Followed.by(server.managementPort())) {
      assertThat(followed.head()).contains("HTTP/1.1 200 OK", "content-type: text/event-stream");
      start("203.0.113.1", 4);
      assertThat(followed.next()).contains("stream.admitted").contains("\"203.0.113.1\"");
      assertThat(followed.next()).contains("stream.admitted");
      assertThat(followed.next()).contains("stream.admitted").contains("\"active\":3");
      assertThat(followed.next())
          .contains("stream.refused")
          .contains("\"reason\":\"limit_reached\",\"limit\":3,\"active\":3");
      server.close();
      assertThat(followed.next()).isEqualTo("{\"reason\":\"shutdown\"}");
      assertThat(followed.rest()).doesNotContain("data:").endsWith("0\n\n");
    }
  }

  @Test
  void ninthFollowerIsRefusedUntilAnotherLeaves() throws IOException {
    var followers = new ArrayList<Followed>();
    for (var i = 0; i < 8; i++) {
      followers.add(Followed.by(server.managementPort()));
      assertThat(followers.getLast().head()).contains("HTTP/1.1 200 OK");
    }
    var ninth = anna.get("/admin/v1/events");
    assertThat(ninth.status()).isEqualTo(503);
    assertThat(ninth.body()).contains("8 others follow the events already");
    followers.removeLast().close();
    Until.holds(
        SOON,
        () -> "there is room for another",
        () -> {
          try (var next = Followed.by(server.managementPort())) {
            return next.head().contains("HTTP/1.1 200 OK");
          } catch (IOException failure) {
            throw new AssertionError(failure);
          }
        });
    for (var follower : followers) {
      follower.close();
    }
  }

  /** A response that goes on, read line by line. */
  private record Followed(Socket socket, BufferedReader lines) implements AutoCloseable {

    private static final Pattern DATA = Pattern.compile("data: (.*)");

    static Followed by(int port) throws IOException {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      var request =
          "GET /admin/v1/events HTTP/1.1\r\nhost: a\r\nauthorization: Bearer " + TOKEN + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new Followed(
          socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    }

    String head() throws IOException {
      var head = new StringBuilder();
      for (var line = line(); !line.isEmpty(); line = line()) {
        head.append(line).append('\n');
      }
      return head.toString();
    }

    /** The data of the next event. */
    String next() throws IOException {
      while (true) {
        var data = DATA.matcher(line());
        if (data.matches()) {
          return data.group(1);
        }
      }
    }

    private String line() throws IOException {
      var line = lines.readLine();
      if (line == null) {
        throw new IOException("the server has closed the connection");
      }
      return line;
    }

    String rest() throws IOException {
      var rest = new StringBuilder();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
