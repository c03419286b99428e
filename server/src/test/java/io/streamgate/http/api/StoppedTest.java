package io.streamgate.http.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import io.streamgate.http.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A player ends the stream of another device. */
final class StoppedTest extends ApiFixture {

  private static String path(String id) {
    return "/api/v1/streams/" + id;
  }

  private static String reasonOf(Client me, String id) {
    return me.heartbeat(id).text("/reason");
  }

  @Test
  void thePlayerIsToldThatAnotherDeviceStoppedItAndWhich() {
    var me = viewer();
    var id = me.started("{\"device_id\":\"tv\"}");

    assertThat(me.with("x-device-id", "phone").delete(path(id)).status()).isEqualTo(204);

    var gone = me.heartbeat(id);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.text("/reason")).isEqualTo("stopped");
    assertThat(gone.text("/by/device_id")).isEqualTo("phone");
    assertThat(gone.has("/by/started_at")).isFalse();
    assertThat(gone.text("/detail"))
        .isEqualTo("This stream has ended; start a new one only if the viewer asks to");
    assertThat(me.show(id).text("/reason")).isEqualTo("stopped");
    assertThat(me.list("?status=ended").texts("/streams", "reason")).containsExactly("stopped");
  }

  @Test
  void aBeaconMaySayItToo() {
    var me = viewer();
    var id = me.started("{\"device_id\":\"tv\"}");

    assertThat(me.with("x-device-id", "phone").post(path(id) + "/end", "").status()).isEqualTo(204);
    assertThat(reasonOf(me, id)).isEqualTo("stopped");
  }

  @Test
  void aPlayerThatNamesItselfOrNobodyEndsItsStream() {
    var me = viewer();
    var named = me.started("{\"device_id\":\"tv\"}");
    var unnamed = me.started("{\"device_id\":\"tv2\"}");

    me.with("x-device-id", "tv").delete(path(named));
    me.delete(path(unnamed));

    assertThat(reasonOf(me, named)).isEqualTo("ended");
    assertThat(reasonOf(me, unnamed)).isEqualTo("ended");
    assertThat(me.heartbeat(named).has("/by")).isFalse();
  }

  @Test
  void aStreamWithoutADeviceIdIsOfNoDeviceThatNamesItself() {
    var me = viewer();
    var id = me.started("{}");

    me.with("x-device-id", "phone").delete(path(id));

    assertThat(reasonOf(me, id)).isEqualTo("stopped");
  }

  @Test
  void theFirstEndStays() {
    var me = viewer();
    var id = me.started("{\"device_id\":\"tv\"}");

    me.delete(path(id));
    assertThat(me.with("x-device-id", "phone").delete(path(id)).status()).isEqualTo(204);

    assertThat(reasonOf(me, id)).isEqualTo("ended");
  }

  @Test
  void aStartRepeatedAfterItIsToldToo() {
    var me = viewer().with("idempotency-key", "k");
    var id = me.started("{\"device_id\":\"tv\"}");

    me.with("x-device-id", "phone").delete(path(id));

    var again = me.start("{\"device_id\":\"tv\"}");
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.text("/by/device_id")).isEqualTo("phone");
  }

  @Test
  void anAmendmentThatEndsAStreamIsAlwaysItsPlayers() {
    var me = viewer();
    var id = me.started("{\"device_id\":\"tv\"}");

    me.with("x-device-id", "phone").patch(id, "{\"video_ended\":true}");

    assertThat(reasonOf(me, id)).isEqualTo("ended");
  }

  @Test
  void theHeaderIsADeviceIdInUtf8() {
    var me = viewer();
    var emoji = "\uD83C\uDFAC";
    for (var device : List.of("x".repeat(256), "a b", "100%")) {
      var id = me.started("{\"device_id\":\"" + device + "\"}");
      assertThat(me.with("x-device-id", device).delete(path(id)).status()).isEqualTo(204);
      assertThat(reasonOf(me, id)).as(device).isEqualTo("ended");
    }
    var id = me.started("{\"device_id\":\"" + emoji + "\"}");
    assertThat(end(me, id, "\u00fc")).contains(" 400 ").contains("in UTF-8");
    assertThat(end(me, id, new String(emoji.getBytes(UTF_8), ISO_8859_1))).contains(" 204 ");
    assertThat(reasonOf(me, id)).isEqualTo("ended");
  }

  /** The JDK's client sends ASCII headers only. */
  private static String end(Client me, String id, String bytes) {
    return new Wire(me.port())
        .send(
            """
            DELETE %s HTTP/1.1\r
            Host: a\r
            Connection: close\r
            x-forwarded-for: %s\r
            x-device-id: %s\r
            \r
            """
                .formatted(path(id), me.headers().get(1), bytes));
  }

  @Test
  void anythingElseIsAFaultThatNamesTheHeaderAndEndsNothing() {
    var me = viewer();
    var id = me.started("{\"device_id\":\"tv\"}");

    for (var faulty :
        List.of(
            me.with("x-device-id", ""),
            me.with("x-device-id", "x".repeat(257)),
            me.with("x-device-id", "tv").with("x-device-id", "tv"))) {
      var reply = faulty.delete(path(id));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.texts("/errors", "header")).containsExactly("x-device-id");
      assertThat(reply.texts("/errors", "detail"))
          .containsExactly("must be given once, with 1 to 256 characters in UTF-8");
    }
    assertThat(me.heartbeat(id).status()).isEqualTo(200);
  }

  @Test
  void anotherViewersStreamIsUnknownWhateverTheDevice() {
    var me = viewer();
    var foreign = me.asNewViewer().with("x-forwarded-for", "192.0.2.77").started("{}");

    assertThat(me.with("x-device-id", "phone").delete(path(foreign)).status()).isEqualTo(404);
  }
}
