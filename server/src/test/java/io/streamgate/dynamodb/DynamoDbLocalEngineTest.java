package io.streamgate.dynamodb;

final class DynamoDbLocalEngineTest extends DynamoDbContract {

  DynamoDbLocalEngineTest() {
    super(DynamoEngine.dynamoDbLocal());
  }
}
