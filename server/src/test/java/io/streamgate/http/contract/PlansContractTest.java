package io.streamgate.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.http.Client;
import io.streamgate.http.Reply;
import io.streamgate.http.plans.Catalogs;
import io.streamgate.http.plans.ServerWithPlans;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server with plans adds to its answers is in the contract. */
final class PlansContractTest {

  private static final String TV = "{\"device_type\":\"tv\"}";

  private final Contract contract = Contract.read();
  private final ServerWithPlans server = ServerWithPlans.of(Catalogs.family());
  private final Client me = server.backEndFor("account-1");

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> faults(String operation, Reply reply) {
    var declared = contract.operations().stream().filter(o -> o.id().equals(operation)).findFirst();
    return contract.faultsOf(declared.orElseThrow(), reply);
  }

  private Reply ruleReached() {
    me.started(TV);
    me.started(TV);
    return me.start(TV);
  }

  @Test
  void startsAndListsWithPlansFit() {
    var free = me.with("x-streamgate-facts", "{\"free\":\"yes\"}").start("{}");

    assertThat(free.flag("/uncounted")).isTrue();
    assertThat(faults("startStream", free)).isEmpty();
    assertThat(faults("listStreams", me.list(""))).isEmpty();
    assertThat(faults("showStream", me.show(free.text("/stream_id")))).isEmpty();
  }

  @Test
  void refusalsByRulesFit() {
    var grouped = ruleReached();
    var homes = server.backEndFor("account-2");
    for (var home : List.of("a", "b")) {
      homes
          .with("x-streamgate-facts", "{\"network\":\"" + home + "\"}")
          .started("{\"device_type\":\"" + home + "\"}");
    }
    var distinct = homes.start("{}");

    assertThat(grouped.text("/rule")).isEqualTo("two-of-a-kind");
    assertThat(faults("startStream", grouped)).isEmpty();
    assertThat(distinct.text("/of")).isEqualTo("network");
    assertThat(faults("startStream", distinct)).isEmpty();
  }

  @Test
  void streamsThatARuleEndedFit() {
    server.reload(Catalogs.of(Catalogs.tested(5, Catalogs.evicting("one-tv", 1, "device_type"))));
    var id = me.started(TV);
    me.started(TV);

    var gone = me.heartbeat(id);

    assertThat(gone.text("/rule")).isEqualTo("one-tv");
    assertThat(faults("heartbeat", gone)).isEmpty();
    assertThat(faults("listStreams", me.list(""))).isEmpty();
  }

  @Test
  void whatTheFileDoesNotDeclareIsFound() {
    var sound = ruleReached();

    for (var change :
        new String[][] {
          {"\"max\":2", "\"most\":2"},
          {"\"max\":2", "\"max\":\"2\""},
          {"\"rule\":\"two-of-a-kind\",", ""},
          {"\"plan\":\"family\"", "\"plan\":\"\""},
          {"{\"device_type\":\"tv\"}", "{\"device_type\":2}"},
          {"/problems/rule-reached", "/problems/stream-limit-reached"}
        }) {
      var changed = sound.body().replace(change[0], change[1]);

      assertThat(changed).isNotEqualTo(sound.body());
      assertThat(faults("startStream", new Reply(409, sound.headers(), changed)))
          .as(changed)
          .isNotEmpty();
    }
  }
}
