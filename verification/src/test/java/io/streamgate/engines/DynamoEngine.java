package io.streamgate.engines;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A DynamoDB to test against. Tests of the same JVM share it, and it ends with the JVM.
 *
 * <p>Where it is not to be had, asking for it ends the calling test, with the reason.
 */
public sealed interface DynamoEngine permits EngineProcess, RealTable {

  /**
   * dynalite, an independent DynamoDB in JavaScript: atomic, but without time to live, and a failed
   * condition does not bring the old item. Needs node and npm, or the test is left out.
   */
  static EngineProcess dynalite() {
    return EngineProcess.shared("dynalite", Dynalite::start);
  }

  /**
   * AWS's own DynamoDB Local, which its licence leaves to {@code make.sh test --all}. It removes an
   * item about a second after its {@code ttl}; as AWS does, none whose {@code ttl} is years ago.
   */
  static EngineProcess dynamoDbLocal() {
    return EngineProcess.shared("dynamodb-local", DynamoDbLocal::start);
  }

  /**
   * The existing table that {@code -Dstreamgate.test.dynamodb.table} names, in the region and with
   * the credentials that the AWS SDK finds by itself. Without that setting the test is left out.
   */
  static RealTable realTable() {
    return RealTable.named();
  }

  /** A new client; the caller closes it. */
  DynamoDbAsyncClient client(ExecutionInterceptor... interceptors);

  /**
   * A table with keys {@code pk} and {@code sk}, paid per request: new and empty in an engine, the
   * one there is in AWS. So a test that is to run on both asks only for items of its own.
   *
   * <p>In an engine nothing is dropped from it by a time to live, so that a test can be told any
   * time; AWS takes hours to drop what is past.
   *
   * @return the table's name
   */
  String freshTable();

  /** One with time to live in {@code ttl}, where the engine has that. */
  String freshTableThatForgets();
}
