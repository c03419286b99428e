package io.streamgate.store.dynamodb.table;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;

/**
 * Builds the DynamoDB client: region, endpoint, profile and credentials as in the AWS SDK, with
 * this project's deadlines. Anything not set is found by the SDK. Not thread-safe.
 */
public final class Connection {

  /** Attempts per call; between them the SDK waits for a random time that grows. */
  private static final int ATTEMPTS = 4;

  /** The SDK's own delay starts at a second: the call would time out before its last attempt. */
  private static final BackoffStrategy THROTTLED =
      BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(100), Duration.ofMillis(400));

  private final DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder();
  private final ClientOverrideConfiguration.Builder overrides =
      ClientOverrideConfiguration.builder();
  private AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
  private String credentialsOf = "the default credential chain";
  private String remedy =
      "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or a profile";

  /**
   * A connection with deadlines for an attempt and for a call with all its attempts, and at most
   * {@code inFlight} calls. All calls share a retry budget that successes refill, so an outage does
   * not multiply the calls.
   */
  public Connection(Duration attempt, Duration call, int inFlight, Observer observer) {
    overrides
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(call)
        .retryStrategy(
            Retries.standard().maxAttempts(ATTEMPTS).throttlingBackoffStrategy(THROTTLED).build())
        .addExecutionInterceptor(observer);
    builder.httpClientBuilder(
        AwsCrtAsyncHttpClient.builder().maxConcurrency(inFlight).connectionTimeout(call));
  }

  /** Overrides the region of the environment or of the profile. */
  public Connection inRegion(String region) {
    builder.region(Region.of(region));
    return this;
  }

  /** Overrides the region's endpoint, for DynamoDB Local or LocalStack. */
  public Connection at(URI endpoint) {
    builder.endpointOverride(endpoint);
    return this;
  }

  /** Takes credentials and region from a profile in the AWS configuration files. */
  public Connection asProfile(String profile) {
    overrides.defaultProfileName(profile);
    credentials = ProfileCredentialsProvider.create(profile);
    credentialsOf = "AWS profile '" + profile + "'";
    remedy = "add it with 'aws configure --profile " + profile + "', or name another";
    return this;
  }

  /**
   * Opens the client, which the caller closes; blocks while credentials are looked up. Throws if
   * there is no region or no credentials, or if the AWS configuration files cannot be read.
   */
  public DynamoDbAsyncClient open() throws TableUnusable {
    try {
      return opened();
    } catch (IllegalArgumentException | UncheckedIOException unreadable) {
      throw new TableUnusable(
          "the AWS configuration files cannot be read: " + Faults.firstLine(unreadable));
    }
  }

  private DynamoDbAsyncClient opened() throws TableUnusable {
    var client = withRegion();
    try {
      credentials.resolveCredentials();
      return client;
    } catch (SdkClientException none) {
      client.close();
      throw new TableUnusable("no AWS credentials in " + credentialsOf + ": " + remedy);
    } catch (IllegalStateException without) {
      // the SDK's modules for IAM Identity Center are not on the class path
      client.close();
      throw new TableUnusable(
          "%s leads to credentials that Streamgate cannot request (%s): put them into the"
                  .formatted(credentialsOf, Faults.firstLine(without))
              + " environment with 'aws configure export-credentials', and set no profile");
    }
  }

  private DynamoDbAsyncClient withRegion() throws TableUnusable {
    try {
      return builder
          .credentialsProvider(credentials)
          .overrideConfiguration(overrides.build())
          .build();
    } catch (SdkClientException none) {
      throw new TableUnusable(
          "no AWS region in the environment or in %s: set AWS_REGION".formatted(credentialsOf));
    }
  }
}
