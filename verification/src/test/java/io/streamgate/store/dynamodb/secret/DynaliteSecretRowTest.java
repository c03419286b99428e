package io.streamgate.store.dynamodb.secret;

import io.streamgate.engines.DynamoEngine;
import org.junit.jupiter.api.Tag;

@Tag("engine")
final class DynaliteSecretRowTest extends SecretRowContract {

  DynaliteSecretRowTest() {
    super(DynamoEngine.dynalite());
  }
}
