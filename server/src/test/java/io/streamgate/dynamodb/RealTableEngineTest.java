package io.streamgate.dynamodb;

final class RealTableEngineTest extends DynamoDbContract {

  RealTableEngineTest() {
    super(DynamoEngine.realTable());
  }
}
