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
 * How the table is reached: the AWS SDK's way, by region, endpoint, profile and credentials, with
 * this project's deadlines. What is not said here the SDK finds by itself. Not for more than one
 * thread.
 */
public final class Connection {

  /** A call's attempts; between them the SDK waits by chance, for longer each time. */
  private static final int ATTEMPTS = 4;

  /**
   * Before a throttled call is repeated. The SDK's own waits begin at a second: the call would be
   * over before its attempts are.
   */
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
   * A connection with these deadlines, observed.
   *
   * <p>Retries have a budget, shared by all calls, that successes fill up again: while the table is
   * down, calls are not multiplied.
   *
   * @param attempt the longest that one attempt may take
   * @param call the longest that a call may take with all its attempts
   * @param inFlight the most calls under way, each of which needs a connection
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

  /** Another region than the environment or the profile says. */
  public Connection inRegion(String region) {
    builder.region(Region.of(region));
    return this;
  }

  /** Another address than the region's: DynamoDB Local, LocalStack. */
  public Connection at(URI endpoint) {
    builder.endpointOverride(endpoint);
    return this;
  }

  /** Credentials and region of a profile of the AWS configuration files. */
  public Connection asProfile(String profile) {
    overrides.defaultProfileName(profile);
    credentials = ProfileCredentialsProvider.create(profile);
    credentialsOf = "AWS profile '" + profile + "'";
    remedy = "add it with 'aws configure --profile " + profile + "', or name another";
    return this;
  }

  /**
   * The client; the caller closes it. Blocks while credentials are looked for.
   *
   * @throws TableUnusable where there is no region or there are no credentials, or the files in
   *     which they may be cannot be read
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
      // the SDK's parts for IAM Identity Center and for roles are not on the class path
      client.close();
      throw new TableUnusable(
          "%s leads to credentials that Streamgate cannot ask for (%s): put them into the"
                  .formatted(credentialsOf, Faults.firstLine(without))
              + " environment with 'aws configure export-credentials', and name no profile");
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
