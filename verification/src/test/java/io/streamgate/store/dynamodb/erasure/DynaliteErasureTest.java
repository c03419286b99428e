package io.streamgate.store.dynamodb.erasure;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteErasureTest extends ErasureContract {

  DynaliteErasureTest() {
    super(DynamoEngine.dynalite());
  }
}
