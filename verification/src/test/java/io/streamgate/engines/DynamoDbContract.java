package io.streamgate.engines;

import static io.streamgate.engines.Expressions.lease;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Behaviour of AWS's own DynamoDB and DynamoDB Local that other engines may lack. */
abstract class DynamoDbContract extends DynamoEngineContract {

  DynamoDbContract(DynamoEngine engine) {
    super(engine);
  }

  @Test
  void refusalBringsTheOldItem() {
    assertThat(refusal().item()).containsEntry("L.one", lease(1000));
  }

  @Test
  void mapIsComparedAsAWhole() {
    update("SET #L = :lease");

    assertThat(holds("#L = :lease")).isTrue();
    assertThat(holds("#L = :later")).isFalse();
  }

  @Test
  void itemsAreForgottenByTheirTtl() {
    assertThat(timeToLive().timeToLiveStatusAsString()).isEqualTo("ENABLED");
    assertThat(timeToLive().attributeName()).isEqualTo("ttl");
  }
}
