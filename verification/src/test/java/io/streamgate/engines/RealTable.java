package io.streamgate.engines;

import static org.junit.jupiter.api.Assumptions.abort;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A table in AWS. Tests add their own items and change nothing else. */
public final class RealTable implements DynamoEngine {

  private static final String SETTING = "streamgate.test.dynamodb.table";

  private final String name;

  private RealTable(String name) {
    this.name = name;
  }

  static RealTable named() {
    var name = System.getProperty(SETTING, "");
    return name.isEmpty() ? abort("-D" + SETTING + " is not set") : new RealTable(name);
  }

  @Override
  public DynamoDbAsyncClient client(ExecutionInterceptor... interceptors) {
    return DynamoDbAsyncClient.builder()
        .httpClientBuilder(AwsCrtAsyncHttpClient.builder())
        .overrideConfiguration(
            all -> {
              for (var interceptor : interceptors) {
                all.addExecutionInterceptor(interceptor);
              }
            })
        .build();
  }

  @Override
  public String freshTable() {
    return name;
  }

  @Override
  public String freshTableThatForgets() {
    return name;
  }
}
