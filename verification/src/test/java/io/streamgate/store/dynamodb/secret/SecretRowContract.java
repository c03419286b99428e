package io.streamgate.store.dynamodb.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamgate.engines.EngineProcess;
import io.streamgate.store.dynamodb.node.Node;
import io.streamgate.store.dynamodb.node.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The nodes of a table agree on its secret, whoever makes it. */
abstract class SecretRowContract {

  private static final String NAME = "stream-token";

  private final EngineProcess engine;

  SecretRowContract(EngineProcess engine) {
    this.engine = engine;
  }

  private static String secretOf(Node node, String made) {
    return node.secret(NAME).readOrMake(() -> made).toCompletableFuture().join();
  }

  @Test
  void theFirstNodeMakesItAndEveryOtherReadsIt() {
    var site = Site.fresh(engine);
    try (var one = site.node();
        var other = site.node()) {
      assertThat(secretOf(one, "one's")).isEqualTo("one's");
      assertThat(secretOf(other, "the other's")).isEqualTo("one's");
      assertThat(secretOf(one, "one's second")).isEqualTo("one's");
    }
  }

  @Test
  void nodesThatStartAtOnceGetTheSameOne() {
    for (var round = 0; round < 5; round++) {
      var site = Site.fresh(engine);
      try (var one = site.node();
          var other = site.node()) {
        var secrets = new ArrayList<CompletionStage<String>>();
        for (var i = 0; i < 8; i++) {
          var made = "secret " + i;
          secrets.add((i % 2 == 0 ? one : other).secret(NAME).readOrMake(() -> made));
        }
        var all = secrets.stream().map(each -> each.toCompletableFuture().join()).toList();

        assertThat(new HashSet<>(all)).hasSize(1);
        assertThat(all.getFirst()).startsWith("secret ");
      }
    }
  }

  @Test
  void theRowIsOfNoViewerAndNeverExpires() {
    var site = Site.fresh(engine);
    try (var node = site.node()) {
      secretOf(node, "secret");
      var rows = node.client().scan(request -> request.tableName(site.table())).join().items();

      assertThat(rows)
          .containsExactly(
              Map.of(
                  "pk", AttributeValue.fromS("keys"),
                  "sk", AttributeValue.fromS(NAME),
                  "secret", AttributeValue.fromS("secret")));
    }
  }
}
