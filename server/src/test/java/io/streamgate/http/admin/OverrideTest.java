package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's exception for one viewer. */
final class OverrideTest extends AdminFixture {

  private static final String UNTIL = "\"until\":\"2026-11-24T00:00:00Z\"";

  private static final String PLANS =
      """
      default: standard
      plans:
        standard: {limit: 1}
        family: {limit: 4, rules: [{name: one-tv, max: 1, where: {device_type: [tv]}}]}
      """;

  @TempDir Path folder;

  @Test
  void aHigherLimitHoldsFromTheNextStartOn() {
    serve("STREAMGATE_LIMIT=1");
    player().started("{}");
    assertThat(player().start("{}").number("/limit")).isEqualTo(1);

    var set = override("{\"limit\":2,\"note\":\"Visitors\"," + UNTIL + "}");
    var started = player().start("{}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.number("/limit")).isEqualTo(2);
    assertThat(set.text("/by")).isEqualTo("otto");
    assertThat(set.text("/note")).isEqualTo("Visitors");
    assertThat(set.text("/until")).isEqualTo("2026-11-24T00:00:00Z");
    assertThat(started.status()).isEqualTo(201);
    assertThat(started.number("/limit")).isEqualTo(2);
    assertThat(started.number("/remaining")).isZero();
    assertThat(player().list("").number("/limit")).isEqualTo(2);
    assertThat(player().start("{}").number("/limit")).isEqualTo(2);
  }

  @Test
  void theViewerShowsItUntilItEnds() {
    override("{\"limit\":2,\"until\":\"2026-11-23T18:01:00Z\"}");
    var during = seen();
    pass(Duration.ofMinutes(1));
    var after = seen();

    assertThat(during.text("/limit_from")).isEqualTo("override");
    assertThat(during.number("/override/limit")).isEqualTo(2);
    assertThat(after.text("/limit_from")).isEqualTo("default");
    assertThat(after.isNull("/override")).isTrue();
    assertThat(player().start("{}").number("/limit")).isEqualTo(3);
  }

  @Test
  void aLimitOf0BlocksAndAnUnlimitedOneDoesNot() {
    override("{\"limit\":0," + UNTIL + "}");
    var blocked = player().start("{}");
    override("{\"limit\":null," + UNTIL + "}");
    var unlimited = player().start("{}");

    assertThat(blocked.status()).isEqualTo(409);
    assertThat(blocked.number("/limit")).isZero();
    assertThat(unlimited.status()).isEqualTo(201);
    assertThat(unlimited.isNull("/limit")).isTrue();
    assertThat(seen().isNull("/override/limit")).isTrue();
    assertThat(seen().isNull("/remaining")).isTrue();
  }

  @Test
  void afterItsRemovalThePlanHoldsAgain() {
    override("{\"limit\":0," + UNTIL + "}");

    assertThat(as("otto").delete(path("/override?reason=T-1")).status()).isEqualTo(204);
    assertThat(as("otto").delete(path("/override")).status()).isEqualTo(204);
    assertThat(player().start("{}").number("/limit")).isEqualTo(3);
  }

  @Test
  void anotherPlanBringsItsRules() throws Exception {
    var file = Files.writeString(folder.resolve("plans.yaml"), PLANS, StandardCharsets.UTF_8);
    serve("STREAMGATE_PLANS=" + file);

    var before = seen();
    var set = override("{\"plan\":\"family\"," + UNTIL + "}");
    var during = seen();
    player().started("{\"device_type\":\"tv\"}");
    var refused = player().start("{\"device_type\":\"tv\"}");

    assertThat(before.text("/plan")).isEqualTo("standard");
    assertThat(before.text("/limit_from")).isEqualTo("plan");
    assertThat(set.text("/plan")).isEqualTo("family");
    assertThat(set.has("/limit")).isFalse();
    assertThat(during.text("/plan")).isEqualTo("family");
    assertThat(during.number("/limit")).isEqualTo(4);
    assertThat(during.text("/rules/0/name")).isEqualTo("one-tv");
    assertThat(during.text("/rules/0/where/device_type/0")).isEqualTo("tv");
    assertThat(refused.text("/type")).isEqualTo("/problems/rule-reached");
    assertThat(seen().text("/streams/0/at_start/plan")).isEqualTo("family");
    assertThat(seen().number("/streams/0/at_start/limit")).isEqualTo(4);
    assertThat(seen().text("/streams/0/at_start/facts/device_type")).isEqualTo("tv");
  }

  @Test
  void anUnknownPlanIsRefusedWithTheNamesOfThePlans() {
    serve("STREAMGATE_PLANS_INLINE=" + PLANS);

    var reply = override("{\"plan\":\"gold\"," + UNTIL + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/pointer")).isEqualTo("/plan");
    assertThat(reply.text("/errors/0/detail"))
        .isEqualTo("must be one of the plans family, standard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /limit | is required, or plan",
        "{\"limit\":2} | /until | is required",
        "{\"limit\":2,\"until\":\"2026-11-23T18:00:00Z\"} | /until | must be in the future",
        "{\"limit\":2,\"until\":\"Sunday\"} | /until | RFC 3339",
        "{\"limit\":2,\"plan\":\"a\",\"until\":\"2027-01-01T00:00:00Z\"} | /plan | one of the two",
        "{\"plan\":\"a\",\"until\":\"2027-01-01T00:00:00Z\"} | /plan | has no plans",
        "{\"limit\":1001,\"until\":\"2027-01-01T00:00:00Z\"} | /limit | a whole number from 0",
        "{\"limit\":-1,\"until\":\"2027-01-01T00:00:00Z\"} | /limit | a whole number from 0",
        "{\"limit\":2.5,\"until\":\"2027-01-01T00:00:00Z\"} | /limit | a whole number from 0",
        "{\"limit\":\"2\",\"until\":\"2027-01-01T00:00:00Z\"} | /limit | a whole number from 0",
        "{\"limit\":2,\"util\":\"2027-01-01T00:00:00Z\"} | /util | not a known field",
        "[] | '' | must be a JSON object"
      })
  void anOverrideThatIsWrongSaysWhatToChange(String body, String pointer, String detail) {
    var reply = override(body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/pointer")).isEqualTo(pointer);
    assertThat(reply.text("/errors/0/detail")).contains(detail);
    assertThat(seen().isNull("/override")).isTrue();
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    var reply = override("{\"plan\":\"a\",\"until\":\"2020-01-01T00:00:00Z\",\"note\":1,\"x\":2}");

    assertThat(reply.texts("/errors", "pointer"))
        .containsExactlyInAnyOrder("/note", "/x", "/plan", "/until");
  }
}
