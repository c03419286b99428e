package io.streamgate.store.dynamodb.node;

import io.streamgate.engines.EngineProcess;
import io.streamgate.faults.FaultProxy;
import io.streamgate.store.dynamodb.table.Retries;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** A table that nodes share, and its endpoint. */
public record Site(URI endpoint, String table) {

  private static final int ATTEMPTS = 3;
  private static final int CONNECTIONS = 128;
  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(5), Duration.ofMillis(20));

  /** A new table on that engine. */
  public static Site fresh(EngineProcess engine) {
    return new Site(engine.endpoint(), engine.freshTable());
  }

  /** The same table, through {@code proxy}. */
  public Site behind(FaultProxy proxy) {
    return new Site(proxy.uri(), table);
  }

  /** A node with long timeouts. */
  public Node node(ExecutionInterceptor... interceptors) {
    return new Node(this, Patience.LONG, Node.IN_FLIGHT, interceptors);
  }

  DynamoDbAsyncClient client(Patience patience, List<ExecutionInterceptor> interceptors) {
    var credentials = AwsBasicCredentials.create("local", "local");
    return DynamoDbAsyncClient.builder()
        .httpClientBuilder(AwsCrtAsyncHttpClient.builder().maxConcurrency(CONNECTIONS))
        .endpointOverride(endpoint)
        .region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(
            all -> {
              all.retryStrategy(retries())
                  .apiCallAttemptTimeout(patience.attempt())
                  .apiCallTimeout(patience.call());
              interceptors.forEach(all::addExecutionInterceptor);
            })
        .build();
  }

  /** The same number of attempts for every call, without a shared retry budget. */
  private static StandardRetryStrategy retries() {
    return Retries.standard()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BACKOFF)
        .throttlingBackoffStrategy(BACKOFF)
        .circuitBreakerEnabled(false)
        .build();
  }
}
