package io.streamgate.config;

import java.net.URI;

/** Where the API of AWS answers. */
public sealed interface AwsEndpoint {

  /**
   * There, for a DynamoDB that is not AWS's own.
   *
   * @param uri of http or https, with a host, perhaps a port, and nothing else
   */
  record At(URI uri) implements AwsEndpoint {}

  /** None was set: where the AWS SDK finds the region's. */
  record OfRegion() implements AwsEndpoint {}
}
