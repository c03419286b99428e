package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Back ends that speak for viewers, in the mode {@code forwarded} and in the mode {@code header}. */
final class BackEndTest extends ApiFixture {

  private static final String HEADER_MODE = "STREAMGATE_IDENTITY=header";
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final String account = "account-" + ACCOUNTS.incrementAndGet();

  /** A client without identifying headers, of a server that knows one back end. */
  private Client nobody(String... settings) {
    var all = new ArrayList<>(List.of(settings));
    all.add(
        "STREAMGATE_BACKEND_KEYS=playback:"
            + "");
    return Client.of(serve(all.toArray(String[]::new)).port());
  }

  /** The back end, which speaks for this test's account. */
  private Client backEnd(String... settings) {
    return nobody(settings).with("x-streamgate-key", "first-key").with("x-streamgate-viewer", account);
  }

  private static Client of(String profile, Client backEnd) {
    return backEnd.with("x-streamgate-profile", profile);
  }

  private static String problem(Reply reply) {
    return reply.status() + " " + reply.text("/type").replaceFirst(".*/", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forwarded", "header"})
  void aBackEndStartsAndControlsTheStreamsOfTheViewerThatItNames(String mode) {
    var backEnd = backEnd("STREAMGATE_IDENTITY=" + mode);

    var started = backEnd.start("{\"video_name\":\"Alien\"}");

    assertThat(started.status()).isEqualTo(201);
    assertThat(started.text("/viewer")).isEqualTo(account);
    assertThat(started.has("/profile")).isFalse();
    var id = started.text("/stream_id");
    assertThat(backEnd.heartbeat(id).status()).isEqualTo(200);
    assertThat(backEnd.list("").texts("/streams", "stream_id")).containsExactly(id);
    assertThat(backEnd.delete("/api/v1/streams/" + id).status()).isEqualTo(204);
  }

  @Test
  void withForwardedPlayersAreServedByAddressAsBefore() {
    var nobody = nobody();
    var player = nobody.asNewViewer();
    var id = player.started("{}");

    assertThat(player.list("").texts("/streams", "stream_id")).containsExactly(id);
    assertThat(problem(nobody.list(""))).isEqualTo("400 viewer-missing");
    var other = nobody.with("x-streamgate-key", "first-key").with("x-streamgate-viewer", account);
    assertThat(other.show(id).status()).isEqualTo(404);
  }

  @Test
  void withForwardedTheKeyWinsOverTheAddress() {
    var both = backEnd().asNewViewer();

    assertThat(both.start("{}").text("/viewer")).isEqualTo(account);
  }

  @Test
  void withHeaderPlayersAreRefused() {
    var refused = nobody(HEADER_MODE).asNewViewer().start("{}");

    assertThat(problem(refused)).isEqualTo("401 token-missing");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer");
    assertThat(refused.text("/detail")).contains("x-streamgate-key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forwarded", "header"})
  void aWrongKeyIsRefused(String mode) {
    var server = nobody("STREAMGATE_IDENTITY=" + mode);

    var refused =
        server
            .asNewViewer()
            .with("x-streamgate-key", "third-key")
            .with("x-streamgate-viewer", account)
            .start("{}");

    assertThat(problem(refused)).isEqualTo("401 token-invalid");
    assertThat(refused.header("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    assertThat(refused.body()).doesNotContain("third-key");
  }

  @Test
  void aKeyOfAServerThatKnowsNoBackEndsIsRefused() {
    var refused =
        viewer().with("x-streamgate-key", "first-key").with("x-streamgate-viewer", account);

    assertThat(problem(refused.start("{}"))).isEqualTo("401 token-invalid");
  }

  @Test
  void twoCopiesOfAHeaderAreRefused() {
    var twice = backEnd().with("x-streamgate-viewer", "account-of-another");

    assertThat(problem(twice.start("{}"))).isEqualTo("400 viewer-invalid");
    assertThat(twice.start("{}").text("/detail")).startsWith("x-streamgate-viewer was sent twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewer", "profile", "plan", "limit", "facts"})
  void aHeaderOfABackEndWithoutAKeyIsRefused(String name) {
    var player = viewer().with("x-streamgate-" + name, "5");

    assertThat(problem(player.start("{}"))).isEqualTo("400 viewer-invalid");
  }

  @Test
  void aViewersOwnLimitReplacesTheLimitOfAll() {
    var backEnd = backEnd("STREAMGATE_LIMIT=3");
    var one = backEnd.with("x-streamgate-limit", "1");
    one.started("{}");

    var refused = one.start("{}");

    assertThat(problem(refused)).isEqualTo("409 stream-limit-reached");
    assertThat(refused.number("/limit")).isEqualTo(1);
    assertThat(backEnd.start("{}").number("/limit")).isEqualTo(3);
    assertThat(backEnd.with("x-streamgate-limit", "unlimited").list("").flag("/unlimited"))
        .isTrue();
  }

  @Test
  void aViewersOwnLimitEndsAtTheBoundOfTheStore() {
    var bound = backEnd().with("x-streamgate-limit", "1000").list("").number("/limit");

    assertThat(bound)
        .isEqualTo("dynamodb".equals(System.getProperty("streamgate.test.store")) ? 100 : 1_000);
  }

  @Test
  void aLimitThatIsNoneIsToldWhatToUse() {
    var refused = backEnd().with("x-streamgate-limit", "1001").start("{}");

    assertThat(problem(refused)).isEqualTo("400 viewer-invalid");
    assertThat(refused.text("/detail"))
        .isEqualTo("x-streamgate-limit must be a whole number from 0 to 1000, or unlimited");
  }

  @Test
  void theProfileIsShownWithTheStreamWhereverItIs() {
    var backEnd = backEnd("STREAMGATE_LIMIT=1");

    var started = of("Zo%C3%AB", backEnd).start("{\"attributes\":{\"a\":\"b\"}}");

    assertThat(started.text("/profile")).isEqualTo("Zoë");
    var id = started.text("/stream_id");
    assertThat(backEnd.show(id).text("/profile")).isEqualTo("Zoë");
    assertThat(backEnd.list("").texts("/streams", "profile")).containsExactly("Zoë");
    assertThat(backEnd.start("{}").texts("/streams", "profile")).containsExactly("Zoë");
    backEnd.delete("/api/v1/streams/" + id);
    assertThat(backEnd.show(id).text("/profile")).isEqualTo("Zoë");
    assertThat(of("Ann", backEnd).start("{\"video_ended\":true}").text("/profile"))
        .isEqualTo("Ann");
  }

  @Test
  void noPlayerSetsOrChangesTheProfile() {
    var backEnd = backEnd();
    var id = of("Ann", backEnd).started("{\"video_name\":\"Alien\"}");

    for (var refused :
        List.of(
            backEnd.start("{\"profile\":\"Ben\"}"),
            backEnd.patch(id, "{\"profile\":\"Ben\"}"),
            backEnd.patch(id, "{\"profile\":null}"))) {
      assertThat(problem(refused)).isEqualTo("400 invalid-request");
      assertThat(refused.texts("/errors", "detail")).containsExactly("cannot be set here");
    }
    var patched = of("Ben", backEnd).patch(id, "{\"video_name\":\"Brazil\"}");
    assertThat(patched.text("/video_name")).isEqualTo("Brazil");
    assertThat(patched.text("/profile")).isEqualTo("Ann");
  }

  @Test
  void aListOfAProfileHasItsStreamsOnlyAndTheUsageOfTheViewer() {
    var backEnd = backEnd();
    var ann = of("Ann", backEnd).started("{}");
    var ben = of("Ben &", backEnd).started("{}");
    var none = backEnd.started("{}");

    assertThat(backEnd.list("?profile=Ann").texts("/streams", "stream_id")).containsExactly(ann);
    assertThat(backEnd.list("?profile=Ben%20%26").texts("/streams", "stream_id"))
        .containsExactly(ben);
    assertThat(backEnd.list("?profile=ann").texts("/streams", "stream_id")).isEmpty();
    assertThat(backEnd.list("").texts("/streams", "stream_id"))
        .containsExactlyInAnyOrder(ann, ben, none);
    assertThat(of("Ann", backEnd).list("").texts("/streams", "stream_id")).hasSize(3);
    assertThat(backEnd.list("?profile=Ann").number("/active")).isEqualTo(3);
    assertThat(backEnd.list("?profile=Ann").number("/remaining")).isEqualTo(0);
  }

  @Test
  void aWalkThroughAProfileSeesEachStreamOnce() {
    var backEnd = backEnd("STREAMGATE_LIMIT=50", "STREAMGATE_STARTS_PER_MINUTE=0");
    var all = new ArrayList<String>();
    for (var n = 0; n < 90; n++) {
      var body = n % 4 == 0 ? "{}" : "{\"video_ended\":true}";
      if (n % 3 == 0) {
        all.add(of("Ann", backEnd).started(body));
      } else {
        of("Ben", backEnd).started(body);
      }
      passSeconds(n % 2);
    }
    Collections.sort(all, Collections.reverseOrder());

    var seen = new ArrayList<String>();
    var page = backEnd.list("?profile=Ann&page_size=7");
    while (!page.isNull("/next_cursor")) {
      assertThat(page.texts("/streams", "stream_id")).hasSize(7);
      seen.addAll(page.texts("/streams", "stream_id"));
      page = backEnd.list("?profile=Ann&page_size=7&cursor=" + page.text("/next_cursor"));
    }
    seen.addAll(page.texts("/streams", "stream_id"));

    assertThat(seen).containsExactlyElementsOf(all);
  }
}
