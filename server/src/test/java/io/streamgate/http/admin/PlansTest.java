package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plans in force, the effect of others, and this node. */
final class PlansTest extends AdminFixture {

  private static final String PLANS =
      """
      default: standard
      unknown: family
      attributes: {free: {from: token}}
      plans:
        standard: {limit: 2, at_limit: evict-oldest}
        family: {limit: unlimited, rules: [{name: two, max: 2, per: [device_type], of: network}]}
      """;

  @TempDir Path folder;

  @Test
  void withoutPlansThereIsOneForEveryone() {
    var reply = as("anna").get("/admin/v1/plans");

    assertThat(reply.text("/source")).isEqualTo("settings");
    assertThat(reply.flag("/valid")).isTrue();
    assertThat(reply.has("/default")).isFalse();
    assertThat(reply.number("/plans/0/limit")).isEqualTo(3);
    assertThat(reply.has("/plans/0/name")).isFalse();
  }

  @Test
  void thePlansOfAFileAreInItsWords() throws Exception {
    var file = Files.writeString(folder.resolve("plans.yaml"), PLANS);
    serve("STREAMGATE_PLANS=" + file);

    var reply = as("anna").get("/admin/v1/plans");

    assertThat(reply.text("/source")).isEqualTo("file");
    assertThat(reply.text("/file")).isEqualTo(file.toString());
    assertThat(reply.text("/default")).isEqualTo("standard");
    assertThat(reply.text("/unknown")).isEqualTo("family");
    assertThat(reply.text("/from_token/0")).isEqualTo("free");
    assertThat(reply.texts("/plans", "name")).containsExactly("family", "standard");
    assertThat(reply.isNull("/plans/0/limit")).isTrue();
    assertThat(reply.text("/plans/0/rules/0/per/0")).isEqualTo("device_type");
    assertThat(reply.text("/plans/0/rules/0/of")).isEqualTo("network");
    assertThat(reply.text("/plans/1/at_limit")).isEqualTo("evict-oldest");
  }

  @Test
  void aDryRunSaysWhomThePlansRefuseAndChangesNothing() {
    var first = player().started("{}");
    player().started("{}");

    var reply =
        as("anna")
            .with("content-type", "application/yaml")
            .post("/admin/v1/plans/dry-run", "default: a\nplans: {a: {limit: 1}}\n");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.number("/refused")).isEqualTo(1);
    assertThat(reply.number("/viewers_affected")).isEqualTo(1);
    assertThat(reply.text("/findings/0/cause")).isEqualTo("limit");
    assertThat(reply.text("/findings/0/plan")).isEqualTo("a");
    assertThat(reply.text("/findings/0/examples/0/viewer")).isEqualTo(viewer);
    assertThat(player().heartbeat(first).status()).isEqualTo(200);
    assertThat(seen().number("/active")).isEqualTo(2);
  }

  @Test
  void plansWithMistakesAreRefusedWithTheirLines() {
    var reply =
        as("anna")
            .with("content-type", "text/plain")
            .post("/admin/v1/plans/dry-run", "default: a\nplans:\n  a: {limit: five, x: 1}\n");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.texts("/errors", "line")).containsExactly("3", "3");
    assertThat(reply.text("/errors/0/detail")).isNotEmpty();
  }

  @Test
  void aFileOfPlansMayBeLongerThanOtherBodies() {
    var file = "# " + "x".repeat(200_000) + "\ndefault: a\nplans: {a: {limit: 1}}\n";

    var reply = as("anna").with("content-type", "text/plain").post("/admin/v1/plans/dry-run", file);

    assertThat(reply.status()).isEqualTo(200);
  }

  @Test
  void theOverviewHasTheFiguresOfThisNode() {
    var id = player().started("{}");
    player().heartbeat(id);
    override("{\"limit\":0,\"until\":\"2026-11-24T00:00:00Z\"}");
    player().start("{}");

    var reply = as("anna").get("/admin/v1/overview");

    // on a table, the clock of the tests is wrong, and the node is at fault
    assertThat(reply.text("/status")).isEqualTo(as("anna").get("/health/ready").text("/status"));
    assertThat(reply.number("/last_minute/starts")).isEqualTo(1);
    assertThat(reply.number("/last_minute/refusals")).isEqualTo(1);
    assertThat(reply.number("/last_minute/heartbeats")).isEqualTo(1);
    assertThat(reply.number("/last_minute/errors")).isZero();
    assertThat(reply.body()).containsPattern("\"max_bytes\":[1-9]");
  }

  @Test
  void anOperatorIsTold() {
    assertThat(as("otto").get("/admin/v1/me").body())
        .isEqualTo("{\"name\":\"otto\",\"role\":\"operate\"}");
  }
}
