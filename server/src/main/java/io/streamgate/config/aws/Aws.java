package io.streamgate.config.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS account a store uses, and where the API of AWS answers. What is null was not set: the
 * AWS SDK finds it by itself.
 *
 * @param profile of the AWS configuration files, the one set for this environment; not empty. Null
 *     for the default credential chain, such as a container's role
 * @param region such as {@code eu-central-1}; letters, digits and hyphens. Null for that of the AWS
 *     profile or of the machine
 * @param endpoint of a DynamoDB that is not AWS's own: http or https, a host, perhaps a port, and
 *     nothing else. Null for that of the region
 */
public record Aws(
    Environment environment,
    @Nullable String profile,
    @Nullable String region,
    @Nullable URI endpoint) {

  /** Which of the two AWS profiles counts. */
  public enum Environment {
    DEV,
    PROD
  }
}
