package io.streamgate.config;

/** Which region of AWS is called. */
public sealed interface AwsRegion {

  /**
   * The one that was set.
   *
   * @param name such as {@code eu-central-1}; letters, digits and hyphens
   */
  record Named(String name) implements AwsRegion {}

  /** None was set: that of the AWS profile, or whatever else the AWS SDK finds by itself. */
  record FromProfile() implements AwsRegion {}
}
