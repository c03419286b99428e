package io.streamgate.lease.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamIdTest {

  private static final Sid SID = new Sid("abcdefghijklmnopqrstuv");

  @Test
  void anIdIsTheStartInBase32MillisecondsThenTheSid() {
    var id = StreamId.of(Instant.parse("2026-03-01T12:00:00.001Z"), SID);

    assertThat(id.value()).isEqualTo("1jikka2g1abcdefghijklmnopqrstuv");
  }

  @Test
  void anIdTellsItsStartAndItsSid() {
    var id = new StreamId("1jikka2g1abcdefghijklmnopqrstuv");

    assertThat(id.startedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.001Z"));
    assertThat(id.sid()).isEqualTo(SID);
  }

  @Test
  void anIdHasItsSidAndNoOther() {
    var id = new StreamId("1jikka2g1abcdefghijklmnopqrstuv");

    assertThat(id.hasSid(SID)).isTrue();
    assertThat(id.hasSid(new Sid("abcdefghijklmnopqrstuV"))).isFalse();
  }

  @Test
  void idsOfOneDeviceShareItWhateverTheKey() {
    var tv = idOn("tv", "a");

    assertThat(tv.sharesDeviceWith(idOn("tv", "b"))).isTrue();
    assertThat(tv.sharesDeviceWith(idOn("phone", "a"))).isFalse();
  }

  @Test
  void playersThatNamedNoDeviceShareNone() {
    assertThat(idOn(Device.UNNAMED, "a").sharesDeviceWith(idOn(Device.UNNAMED, "b"))).isFalse();
  }

  private static StreamId idOn(String device, String key) {
    return idOn(new Device.Named(device), key);
  }

  private static StreamId idOn(Device device, String key) {
    return StreamId.of(Instant.EPOCH, Sid.ofKey(new ViewerId("192.0.2.1"), device, key));
  }

  @Test
  void aStartIsCutToMilliseconds() {
    var id = StreamId.of(Instant.parse("2026-03-01T12:00:00.001999Z"), SID);

    assertThat(id.startedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.001Z"));
  }

  @Test
  void idsSortByStartTimeFromTheEpochOn() {
    var epoch = StreamId.of(Instant.EPOCH, new Sid("zzzzzzzzzzzzzzzzzzzzzz"));
    var later = StreamId.of(Instant.EPOCH.plusMillis(32), SID);

    assertThat(epoch.value()).isEqualTo("000000000zzzzzzzzzzzzzzzzzzzzzz");
    assertThat(epoch).isLessThan(later);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1jikka2g1abcdefghijklmnopqrstu",
        "1jikka2g1abcdefghijklmnopqrstuvw",
        "1jikka2gwabcdefghijklmnopqrstuv",
        "1JIKKA2G1abcdefghijklmnopqrstuv",
        "1jikka2g1abcdefghijklmnopqrstu=",
        "1jikka2g1abcdefghijklmnopqrstuv\n",
        "unenforced-1jikka2g1abcdefghijklmnopqrstuv"
      })
  void whatIsNotAnIdIsNotParsed(String text) {
    assertThat(StreamId.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new StreamId(text));
  }

  @Test
  void anIdIsParsedAsItIsSpelled() {
    assertThat(StreamId.parse("1jikka2g1ABCDEFGHIJKLMNOPQR_-9").map(StreamId::value)).isEmpty();
    assertThat(StreamId.parse("1jikka2g1ABCDEFGHIJKLMNOPQRS_-9").map(StreamId::toString))
        .hasValue("1jikka2g1ABCDEFGHIJKLMNOPQRS_-9");
  }
}
