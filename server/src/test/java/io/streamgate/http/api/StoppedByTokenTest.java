package io.streamgate.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import org.junit.jupiter.api.Test;

/** Who ended a stream: its own player, or that of another stream of the viewer. */
final class StoppedByTokenTest extends ApiFixture {

  private static Client showing(Client me, Reply start) {
    return me.with("stream-token", start.text("/stream_token"));
  }

  private static String path(Reply start) {
    return "/api/v1/streams/" + start.text("/stream_id");
  }

  private static Reply after(Client me, Reply ended) {
    return me.heartbeat(ended.text("/stream_id"));
  }

  @Test
  void theStreamsOwnTokenEndsItWhateverTheDeviceSays() {
    var me = viewer();
    var tv = me.start("{\"device_id\":\"tv\"}");

    showing(me, tv).with("x-device-id", "phone").delete(path(tv));

    assertThat(after(me, tv).text("/reason")).isEqualTo("ended");
  }

  @Test
  void theTokenOfAnotherStreamStopsItInTheNameOfThatDevice() {
    var me = viewer();
    var tv = me.start("{\"device_id\":\"tv\"}");
    var phone = me.start("{\"device_id\":\"phone\"}");

    assertThat(showing(me, phone).delete(path(tv)).status()).isEqualTo(204);

    assertThat(after(me, tv).text("/reason")).isEqualTo("stopped");
    assertThat(after(me, tv).text("/by/device_id")).isEqualTo("phone");
  }

  @Test
  void aPlayerWithoutADeviceIdStopsItToo() {
    var me = viewer();
    var tab = me.start("{}");
    var other = me.start("{}");

    assertThat(showing(me, other).post(path(tab) + "/end", "").status()).isEqualTo(204);

    assertThat(after(me, tab).text("/reason")).isEqualTo("stopped");
    assertThat(after(me, tab).has("/by")).isFalse();
    assertThat(me.list("?status=ended").texts("/streams", "reason")).containsExactly("stopped");
  }

  @Test
  void theDeviceThatThePlayerNamesComesBeforeThatOfTheToken() {
    var me = viewer();
    var tv = me.start("{\"device_id\":\"tv\"}");
    var phone = me.start("{\"device_id\":\"phone\"}");

    showing(me, phone).with("x-device-id", "tablet").delete(path(tv));

    assertThat(after(me, tv).text("/by/device_id")).isEqualTo("tablet");
  }

  @Test
  void theTokenOfAnotherViewerSaysNothing() {
    var me = viewer();
    var tv = me.start("{\"device_id\":\"tv\"}");
    var foreign = Client.of(me.port()).with("x-forwarded-for", "192.0.2.9").start("{}");

    showing(me, foreign).delete(path(tv));

    assertThat(after(me, tv).text("/reason")).isEqualTo("ended");
  }
}
