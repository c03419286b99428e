package io.streamgate.faults;

/**
 * What a script decides by.
 *
 * @param operation what is asked of DynamoDB, {@code UpdateItem}; empty where the request does not
 *     say
 * @param body the JSON as the client wrote it
 */
public record Request(String operation, String body) {

  /**
   * The request whose header {@code x-amz-target} is {@code target}: a version, a dot and the
   * operation.
   */
  static Request of(String target, String body) {
    return new Request(target.substring(target.lastIndexOf('.') + 1), body);
  }
}
