package io.streamgate.faults;

/**
 * The part of a request that a script can decide by.
 *
 * @param operation DynamoDB's operation, such as {@code UpdateItem}; empty if the request has none
 * @param body the JSON as the client sent it
 */
public record Request(String operation, String body) {

  /** Parses the {@code x-amz-target} header, {@code target}: a version, a dot and the operation. */
  static Request of(String target, String body) {
    return new Request(target.substring(target.lastIndexOf('.') + 1), body);
  }
}
