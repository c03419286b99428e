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
          "1.2.3.4:", "[1.2.3.4]", "fe80::1%eth0", "localhost", "1.2.3", "01.2.3.4", "1.2.3.4,"
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
  void aPortAndBracketsAroundAnAddressAreNotPartOfIt() {
    var me = viewer();

    assertThat(from(me, "198.51.100.1:51234").list("").text("/viewer")).isEqualTo("198.51.100.1");
    assertThat(from(me, "[2001:db8::5]:443").list("").text("/viewer")).isEqualTo("2001:db8::/64");
    assertThat(from(me, "[2001:db8::5]").list("").text("/viewer")).isEqualTo("2001:db8::/64");
    assertThat(from(me, "64:ff9b::c633:6401").list("").text("/viewer")).isEqualTo("198.51.100.1");
  }

  @Test
  void behindProxiesInNetworksTheViewerIsTheLastAddressInNoneOfThem() {
    var me = viewer("STREAMGATE_TRUSTED_PROXIES=127.0.0.0/8, 10.0.0.0/8");

    assertThat(from(me, "9.9.9.9, 192.0.2.1, 10.0.0.1").list("").text("/viewer"))
        .isEqualTo("192.0.2.1");
    assertThat(Client.of(me.port()).list("").text("/type")).isEqualTo("/problems/viewer-missing");
  }

  @Test
  void aClientThatGoesPastTheProxiesMayNotSayWhoItIs() {
    var me = viewer("STREAMGATE_TRUSTED_PROXIES=10.0.0.0/8");

    var reply = from(me, "192.0.2.1, 10.0.0.1").start("{}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/type")).isEqualTo("/problems/viewer-invalid");
    assertThat(reply.text("/detail"))
        .startsWith("x-forwarded-for was sent by 127.0.0.1, which is in none of the networks of");
  }

  @Test
  void theAddressIsReadFromTheHeaderThatIsSet() {
    var me = viewer("STREAMGATE_ADDRESS_HEADER=CF-Connecting-IP");

    assertThat(me.list("").text("/type")).isEqualTo("/problems/viewer-missing");
    assertThat(me.with("cf-connecting-ip", "192.0.2.1").list("").text("/viewer"))
        .isEqualTo("192.0.2.1");
    assertThat(
            me.with("cf-connecting-ip", "192.0.2.1")
                .with("CF-Connecting-IP", "192.0.2.1")
                .list("")
                .text("/type"))
        .isEqualTo("/problems/viewer-invalid");
  }

  @Test
  void thePrefixOfIpv6SaysWhichAddressesAreOneViewer() {
    var me = viewer("STREAMGATE_LIMIT=1", "STREAMGATE_IPV6_PREFIX=56");
    from(me, "2001:db8:1:2::1").started("{}");

    assertThat(from(me, "2001:db8:1:ff::1").start("{}").status()).isEqualTo(409);
    assertThat(from(me, "2001:db8:1:100::1").start("{}").status()).isEqualTo(201);
    assertThat(from(me, "2001:db8:1:2::1").list("").text("/viewer")).isEqualTo("2001:db8:1::/56");
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
