package io.streamgate.config;

/** Where the credentials for AWS come from. */
public sealed interface AwsProfile {

  /**
   * A profile of the AWS configuration files.
   *
   * @param name not empty
   */
  record Named(String name) implements AwsProfile {}

  /** No profile was set: whatever the AWS SDK finds by itself, such as a container's role. */
  record DefaultChain() implements AwsProfile {}
}
