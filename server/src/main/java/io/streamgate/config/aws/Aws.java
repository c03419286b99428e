package io.streamgate.config.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The AWS account and endpoint of a store. The AWS SDK finds null values by itself.
 *
 * @param profile the AWS profile for this environment, or null for the default credential chain
 * @param region such as {@code eu-central-1}, or null for the region of the profile or the machine
 * @param endpoint scheme, host and perhaps port of another DynamoDB, or null for that of AWS
 */
public record Aws(
    Environment environment,
    @Nullable String profile,
    @Nullable String region,
    @Nullable URI endpoint) {

  /** Selects one of the two AWS profiles. */
  public enum Environment {
    DEV,
    PROD
  }
}
