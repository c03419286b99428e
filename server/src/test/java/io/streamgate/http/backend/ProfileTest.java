package io.streamgate.http.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The profiles of an account, as a back end names them. */
final class ProfileTest extends BackEndFixture {

  private static Client of(String profile, Client backEnd) {
    return backEnd.with("x-streamgate-profile", profile);
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
