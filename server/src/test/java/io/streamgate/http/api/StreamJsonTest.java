package io.streamgate.http.api;

import static io.streamgate.given.Given.id;
import static io.streamgate.given.Given.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.exchange.Json;
import io.streamgate.lease.id.Device;
import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.stream.Details;
import io.streamgate.lease.stream.Ended;
import io.streamgate.lease.stream.Ending;
import io.streamgate.lease.stream.Member;
import io.streamgate.lease.stream.Playback;
import org.junit.jupiter.api.Test;

/** The reasons for a stream's end, as named by the API. */
final class StreamJsonTest {

  private static final StreamId B = id("b", 1);

  private static String shown(Ending ending) {
    var last = new Member(id("a", 0), second(90), Playback.fromStart(), Details.NONE);
    return Json.object(json -> StreamJson.ended(json, new Ended(last, ending))).toString();
  }

  private static String reason(String word) {
    return "{\"ended_at\":\"2026-03-01T12:00:09Z\",\"reason\":\"" + word + "\"}";
  }

  @Test
  void aPlayerIsToldWhyItsStreamEnded() {
    assertThat(shown(new Ending.Finished(second(9)))).isEqualTo(reason("ended"));
    assertThat(shown(new Ending.Stopped(second(9), new Device.Named("tv"))))
        .isEqualTo(reason("stopped"));
    assertThat(shown(new Ending.Recorded(second(9)))).isEqualTo(reason("ended"));
    assertThat(shown(new Ending.Evicted(second(9), B))).isEqualTo(reason("evicted"));
    assertThat(shown(new Ending.Replaced(second(9), B))).isEqualTo(reason("replaced"));
    assertThat(shown(new Ending.Displaced(second(9), B))).isEqualTo(reason("lapsed"));
    assertThat(shown(new Ending.Expired(second(9)))).isEqualTo(reason("lapsed"));
  }

  @Test
  void theReasonOfALaterVersionIsShownAsItIs() {
    assertThat(shown(new Ending.Other("terminated", second(9), B))).isEqualTo(reason("terminated"));
  }
}
