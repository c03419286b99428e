package io.streamgate.http.plans;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.lease.rule.Attributes;
import io.streamgate.lease.rule.Rule;
import io.streamgate.lease.rule.Where;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the facts that rules look at come from. One rule allows one stream of each value. */
final class FactsTest {

  private ServerWithPlans server = ServerWithPlans.of(Catalogs.family());

  @AfterEach
  void stop() {
    server.close();
  }

  /** A viewer of a server that allows one stream of each value of {@code attribute}. */
  private Client oneOfEach(String attribute) {
    server.close();
    server = ServerWithPlans.of(Catalogs.of(Catalogs.tested(9, each(attribute))));
    return server.nobody().asNewViewer();
  }

  /** The same, with the present server, which knows back ends. */
  private void allowOneOfEach(String attribute) {
    server.reload(Catalogs.of(Catalogs.tested(9, each(attribute))));
  }

  private static Rule each(String attribute) {
    return Catalogs.rule("one-of-each", 1, null, List.of(attribute), Where.ALL);
  }

  private static void isRefusedFor(String value, String attribute, Client client, String body) {
    var refused = client.start(body);
    assertThat(refused.status()).as(body).isEqualTo(409);
    assertThat(refused.text("/group/" + attribute)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"content_type", "content_id", "device_type"})
  void aFieldOfTheBodyIsAFact(String field) {
    var me = oneOfEach(field);
    me.started("{\"%s\":\"a\"}".formatted(field));
    me.started("{\"%s\":\"b\"}".formatted(field));

    isRefusedFor("a", field, me, "{\"%s\":\"a\"}".formatted(field));
    me.started("{}");
    isRefusedFor("", field, me, "{\"%s\":null}".formatted(field));
  }

  /** Any word: the list of content types is the service's. */
  @Test
  void aContentTypeIsAnyWordOfUpTo32Characters() {
    var word = "Pay-Per_View-0123456789-abcdefgh";
    assertThat(word).hasSize(32);
    var me = oneOfEach("content_type");

    me.started("{\"content_type\":\"" + word + "\"}");

    isRefusedFor(word, "content_type", me, "{\"content_type\":\"" + word + "\"}");
    assertThat(me.start("{\"content_type\":\"" + word + "i\"}").status()).isEqualTo(400);
  }

  @Test
  void theDeviceIdIsAFactAndAStreamWithoutOneIsADeviceOfItsOwn() {
    var rule = Catalogs.rule("two-devices", 2, Rule.DEVICE_ID, List.of(), Where.ALL);
    server.reload(Catalogs.of(Catalogs.tested(9, rule)));
    var me = server.nobody().asNewViewer();
    me.started("{\"device_id\":\"tv\"}");
    me.started("{}");

    assertThat(me.start("{}").text("/rule")).isEqualTo("two-devices");
    assertThat(me.start("{\"device_id\":\"phone\"}").text("/of")).isEqualTo("device_id");
    assertThat(me.start("{\"device_id\":\"tv\"}").status()).isEqualTo(201);
  }

  @Test
  void anyAttributeOfTheRequestIsAFact() {
    var me = oneOfEach("rights");
    me.started("{\"attributes\":{\"rights\":\"films\"}}");
    me.started("{\"attributes\":{\"other\":\"films\"}}");

    isRefusedFor("films", "rights", me, "{\"attributes\":{\"rights\":\"films\"}}");
    isRefusedFor("", "rights", me, "{\"attributes\":{\"rights\":null}}");
  }

  @Test
  void anAttributeWithABuiltInNameIsNoFact() {
    for (var name : Attributes.BUILT_IN) {
      var me = oneOfEach(name);
      me.started("{\"device_id\":\"a\",\"attributes\":{\"%s\":\"said\"}}".formatted(name));

      var again = me.start("{\"device_id\":\"b\",\"attributes\":{\"%s\":\"own\"}}".formatted(name));

      if (name.equals("device_id")) {
        assertThat(again.status()).isEqualTo(201);
      } else {
        assertThat(again.text("/group/" + name)).doesNotContain("said", "own");
      }
    }
  }

  @Test
  void theNetworkIsTheServersWhateverTheRequestSays() {
    allowOneOfEach("network");
    var me = server.nobody().with("x-forwarded-for", "198.51.100.1, 2001:db8:1:2:3::4");
    me.started("{}");

    isRefusedFor("2001:db8:1:2::/64", "network", me, "{\"attributes\":{\"network\":\"other\"}}");
  }

  @Test
  void theNetworkOfAStartByABackEndIsWhatItPasses() {
    allowOneOfEach("network");
    var backEnd = server.backEndFor("account-1").with("x-forwarded-for", "198.51.100.1");
    var home = backEnd.with("x-streamgate-facts", "{\"network\":\"203.0.113.7\"}");
    backEnd.started("{}");
    home.started("{}");

    isRefusedFor("", "network", backEnd, "{}");
    isRefusedFor("203.0.113.7", "network", home, "{}");
  }

  @Test
  void theNetworkIsWorkedOutOnlyIfAPlanLooksAtIt() {
    oneOfEach("device_type").started("{}");
    assertThat(server.networksAsked()).isZero();

    oneOfEach("network").started("{}");
    assertThat(server.networksAsked()).isEqualTo(1);
  }

  @Test
  void theProfileIsTheViewers() {
    allowOneOfEach("profile");
    var backEnd = server.backEndFor("account-1");
    var kids = backEnd.with("x-streamgate-profile", "kids");
    kids.started("{}");
    backEnd.started("{}");

    isRefusedFor("kids", "profile", kids, "{\"attributes\":{\"profile\":\"own\"}}");
    isRefusedFor("", "profile", backEnd, "{}");
  }

  @Test
  void aFactOfABackEndWinsOverThePlayers() {
    allowOneOfEach("rights");
    var backEnd = server.backEndFor("account-1").with("x-streamgate-facts", "{\"rights\":\"a\"}");
    backEnd.started("{\"attributes\":{\"rights\":\"b\"}}");

    isRefusedFor("a", "rights", backEnd, "{\"attributes\":{\"rights\":\"c\"}}");
  }

  /** Otherwise a player that calls its streams free could play any number of them. */
  @Test
  void aPlayerCannotSayWhatOnlyATokenOrABackEndMay() {
    var me = server.nobody().asNewViewer();
    var said = me.start("{\"attributes\":{\"free\":\"yes\"}}");
    var shown =
        server.backEndFor("account-1").with("x-streamgate-facts", "{\"free\":\"yes\"}").start("{}");

    assertThat(said.number("/active")).isEqualTo(1);
    assertThat(said.has("/uncounted")).isFalse();
    assertThat(shown.number("/active")).isEqualTo(0);
    assertThat(shown.flag("/uncounted")).isTrue();
  }

  @Test
  void aLongValueIsComparedByItsHash() {
    var me = oneOfEach("content_id");
    var longer = "x".repeat(65);
    me.started("{\"content_id\":\"%s\"}".formatted(longer));
    me.started("{\"content_id\":\"%sy\"}".formatted(longer));

    var refused = me.start("{\"content_id\":\"%s\"}".formatted(longer));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/group/content_id")).matches("~[0-9a-f]{64}");
  }

  /** Two devices must not share a fact: each has a stream of its own, and the rule counts one. */
  @Test
  void aDeviceIdThatIsTheHashOfALongOneIsAnotherDevice() {
    var rule = Catalogs.rule("one-device", 1, Rule.DEVICE_ID, List.of(), Where.ALL);
    server.reload(Catalogs.of(Catalogs.tested(9, rule)));
    var me = server.nobody().asNewViewer();
    me.started("{\"device_id\":\"%s\"}".formatted("x".repeat(65)));

    var hash = "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9";
    var other = me.start("{\"device_id\":\"%s\"}".formatted(hash));

    assertThat(other.text("/rule")).isEqualTo("one-device");
  }

  /** {@code \ud800} is half a character: no text in UTF-8 can hold it. */
  @Test
  void aFactOfABackEndIsUnicode() {
    var half = server.backEndFor("account-1").with("x-streamgate-facts", "{\"a\":\"\\ud800\"}");

    assertThat(half.start("{}").status()).isEqualTo(400);
  }
}
