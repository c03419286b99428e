package io.streamgate.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.TestWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What operators did is on record. */
final class AuditTest extends AdminFixture {

  @Test
  void eachChangeIsOnRecordWithWhoWhenAndWhy() {
    var id = player().started("{}");
    as("otto")
        .with("x-request-id", "from-the-desk")
        .post(path("/streams/" + id + "/end"), "{\"reason\":\"T-1\",\"note\":\"Hello\"}");
    pass(Duration.ofSeconds(1));
    as("erna").post(path("/end-all"), "");
    pass(Duration.ofSeconds(1));
    override("{\"limit\":5,\"until\":\"2026-11-24T00:00:00Z\",\"reason\":\"T-2\"}");
    pass(Duration.ofSeconds(1));
    as("otto").delete(path("/override?reason=T-3"));

    var audit = as("anna").get(path("/audit"));

    assertThat(audit.texts("/entries", "action"))
        .containsExactly("remove-override", "set-override", "end-all", "end");
    assertThat(audit.texts("/entries", "operator")).containsExactly("otto", "otto", "erna", "otto");
    assertThat(audit.texts("/entries", "role"))
        .containsExactly("operate", "operate", "erase", "operate");
    assertThat(audit.texts("/entries", "reason")).containsExactly("T-3", "T-2", "", "T-1");
    assertThat(audit.texts("/entries", "subject"))
        .containsExactly("", "limit 5 until 2026-11-24T00:00:00Z", "", id);
    assertThat(audit.text("/entries/3/request_id")).isEqualTo("from-the-desk");
    assertThat(audit.text("/entries/3/at")).isEqualTo(TestWorld.BEGIN.toString());
  }

  @Test
  void onlyAsManyEntriesAreReadAsAreAskedFor() {
    for (var i = 0; i < 3; i++) {
      as("otto").delete(path("/override?reason=" + i));
      pass(Duration.ofSeconds(1));
    }

    assertThat(as("anna").get(path("/audit?limit=2")).texts("/entries", "reason"))
        .containsExactly("2", "1");
    assertThat(as("anna").get(path("/audit?limit=0")).status()).isEqualTo(400);
    assertThat(as("anna").get(path("/audit?limit=1001")).status()).isEqualTo(400);
  }

  @Test
  void lookingUpIsNotOnRecord() {
    seen();
    as("anna").get(path("/audit"));

    assertThat(as("anna").get(path("/audit")).texts("/entries", "action")).isEmpty();
  }

  @Test
  void anExportIsOnRecordAndInItself() {
    as("erna").get(path("/export?reason=Request%20of%20Monday"));

    assertThat(as("anna").get(path("/audit")).texts("/entries", "reason"))
        .containsExactly("Request of Monday");
  }

  @Test
  void aReasonThatIsTooLongIsRefused() {
    var reply = as("otto").delete(path("/override?reason=" + "x".repeat(501)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/errors/0/parameter")).isEqualTo("reason");
  }
}
