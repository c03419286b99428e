package io.streamgate.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.ApiFixture;
import io.streamgate.http.Client;
import org.junit.jupiter.api.Test;

/** Identifies the viewer by {@code x-forwarded-for}. */
final class ViewerTest extends ApiFixture {

  private static Client from(Client client, String... lines) {
    var next = Client.of(client.port());
    for (var line : lines) {
      next = next.with("x-forwarded-for", line);
    }
    return next;
  }

  @Test
  void withoutTheHeaderTheViewerIsMissing() {
    var reply = Client.of(serve().port()).start("{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/type")).isEqualTo("/problems/viewer-missing");
    assertThat(reply.text("/detail")).contains("STREAMGATE_TRUSTED_PROXIES");
  }

  @Test
  void anEntryThatIsNoAddressIsInvalid() {
    var me = viewer();

    for (var entry :
        new String[] {
          "1.2.3.4:80",
          "[2001:db8::1]",
          "fe80::1%eth0",
          "localhost",
          "1.2.3",
          "01.2.3.4",
          "1.2.3.4,"
        }) {
      var reply = from(me, entry).list("");
      assertThat(reply.status()).as(entry).isEqualTo(400);
      assertThat(reply.text("/type")).isEqualTo("/problems/viewer-invalid");
    }
  }

  @Test
  void whatAClientWritesBeforeTheLastAddressIsIgnored() {
    var me = viewer("STREAMGATE_LIMIT=1");
    from(me, "6.6.6.6, 192.0.2.1").started("{}");

    assertThat(from(me, "7.7.7.7", "192.0.2.1").start("{}").status()).isEqualTo(409);
    assertThat(from(me, "nonsense, 192.0.2.1").start("{}").status()).isEqualTo(409);
  }

  @Test
  void behindTwoProxiesTheViewerIsTheSecondFromTheRight() {
    var me = viewer("STREAMGATE_TRUSTED_PROXIES=2");

    assertThat(from(me, "9.9.9.9, 192.0.2.1, 10.0.0.1").list("").text("/viewer"))
        .isEqualTo("192.0.2.1");
    assertThat(from(me, "192.0.2.1").list("").text("/type")).isEqualTo("/problems/viewer-missing");
  }

  @Test
  void allAddressesOfOneIpv6NetworkAreOneViewer() {
    var me = viewer("STREAMGATE_LIMIT=1");
    from(me, "2001:db8:1:2::1").started("{}");

    var refused = from(me, "2001:0DB8:0001:0002:ffff::2").start("{}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(from(me, "2001:db8:1:2::9").list("").text("/viewer")).isEqualTo("2001:db8:1:2::/64");
  }

  @Test
  void sevenSpellingsOfOneAddressGiveNoSecondSlot() {
    var me = viewer("STREAMGATE_LIMIT=1");
    from(me, "7.7.7.7").started("{}");

    for (var spelling :
        new String[] {
          "07.7.7.7", "7.7.7.07", "7.7.7.7.", "+7.7.7.7", "0x7.7.7.7", "::ffff:7.7.7.7", "7.7.1799"
        }) {
      assertThat(from(me, spelling).start("{}").status()).as(spelling).isNotEqualTo(201);
    }
  }
}
