package io.streamgate.bench.cpu;

import io.streamgate.store.dynamodb.table.Connection;
import io.streamgate.store.dynamodb.table.Observer;
import io.streamgate.store.dynamodb.table.TableUnusable;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/** The SDK's client as the server sets it up, and with one thing changed. */
enum Client {
  /** By the server's own code. */
  AS_SERVED("as served") {
    @Override
    DynamoDbAsyncClient at(URI endpoint, Observer observer) {
      try {
        return new Connection(ATTEMPT, CALL, IN_FLIGHT, observer)
            .inRegion(REGION)
            .at(endpoint)
            .open();
      } catch (TableUnusable unusable) {
        throw new IllegalStateException(unusable);
      }
    }
  },

  /** Without the hop to a thread that completes the future. */
  COMPLETED_IN_PLACE("completed by the thread that reads") {
    @Override
    DynamoDbAsyncClient at(URI endpoint, Observer observer) {
      return builder(endpoint)
          .overrideConfiguration(deadlines(observed(observer)).build())
          .asyncConfiguration(
              async ->
                  async.advancedOption(
                      SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
          .build();
    }
  },

  /** Each deadline is a timer, set and cancelled. */
  WITHOUT_DEADLINES("without deadlines") {
    @Override
    DynamoDbAsyncClient at(URI endpoint, Observer observer) {
      return builder(endpoint).overrideConfiguration(observed(observer).build()).build();
    }
  },

  /** Nothing counts attempts or reads dates. */
  UNOBSERVED("unobserved") {
    @Override
    DynamoDbAsyncClient at(URI endpoint, Observer observer) {
      return builder(endpoint)
          .overrideConfiguration(deadlines(ClientOverrideConfiguration.builder()).build())
          .build();
    }
  };

  private static final String REGION = "us-east-1";
  private static final Duration ATTEMPT = Duration.ofMillis(400);
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final int IN_FLIGHT = 1000;
  private static final int ATTEMPTS = 4;

  private final String text;

  Client(String text) {
    this.text = text;
  }

  abstract DynamoDbAsyncClient at(URI endpoint, Observer observer);

  private static DynamoDbAsyncClientBuilder builder(URI endpoint) {
    return DynamoDbAsyncClient.builder()
        .httpClientBuilder(
            AwsCrtAsyncHttpClient.builder().maxConcurrency(IN_FLIGHT).connectionTimeout(CALL))
        .region(Region.of(REGION))
        .endpointOverride(endpoint)
        .credentialsProvider(DefaultCredentialsProvider.builder().build());
  }

  private static ClientOverrideConfiguration.Builder observed(Observer observer) {
    return ClientOverrideConfiguration.builder().addExecutionInterceptor(observer);
  }

  private static ClientOverrideConfiguration.Builder deadlines(
      ClientOverrideConfiguration.Builder overrides) {
    return overrides
        .apiCallAttemptTimeout(ATTEMPT)
        .apiCallTimeout(CALL)
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build());
  }

  @Override
  public String toString() {
    return text;
  }
}
