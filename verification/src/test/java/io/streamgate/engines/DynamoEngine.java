package io.streamgate.engines;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A DynamoDB to test against. Tests of the same JVM share it, and it ends with the JVM.
 *
 * <p>If the engine is unavailable, requesting it aborts the calling test and says why.
 */
public sealed interface DynamoEngine permits EngineProcess, RealTable {

  /**
   * dynalite, an independent DynamoDB in JavaScript. It is atomic, but has no time to live, and a
   * failed condition does not return the old item. Requires node and npm; otherwise the test is
   * skipped.
   */
  static EngineProcess dynalite() {
    return EngineProcess.shared("dynalite", Dynalite::start);
  }

  /**
   * AWS's own DynamoDB Local, started only by {@code make.sh test --all} because of its licence. It
   * deletes an item about a second after its {@code ttl}. Like AWS, it keeps items whose {@code
   * ttl} is years in the past.
   */
  static EngineProcess dynamoDbLocal() {
    return EngineProcess.shared("dynamodb-local", DynamoDbLocal::start);
  }

  /**
   * The existing table named by {@code -Dstreamgate.test.dynamodb.table}, in the region and with
   * the credentials of the AWS SDK's default chain. Without that property the test is skipped.
   */
  static RealTable realTable() {
    return RealTable.named();
  }

  /** A new client; the caller closes it. */
  DynamoDbAsyncClient client(ExecutionInterceptor... interceptors);

  /**
   * A table with keys {@code pk} and {@code sk}, billed per request: new and empty on an engine,
   * the existing one on AWS. A test that runs on both therefore uses only its own items.
   *
   * <p>On an engine, time to live deletes nothing from this table, so that a test can use any time.
   * AWS takes hours to delete expired items.
   *
   * @return the table's name
   */
  String freshTable();

  /** A table with time to live in {@code ttl}, if the engine supports it. */
  String freshTableThatForgets();
}
