package io.streamgate.faults;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.UUID;
import java.util.zip.CRC32;

/** The response that a DynamoDB client receives: the engine's own, or one made by the proxy. */
record Answer(int status, MultiMap headers, Buffer body) {

  private static final String ERROR =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"%s"}""";

  /** A throttling error; a client retries it later. */
  static Answer throttled() {
    return error(
        400,
        ERROR.formatted(
            "ProvisionedThroughputExceededException",
            "The level of configured provisioned throughput for the table was exceeded."));
  }

  /** The item is being updated in another Region of the global table; a client retries it. */
  static Answer replicaConflict() {
    return error(
        400,
        ERROR.formatted(
            "ReplicatedWriteConflictException",
            "The request conflicts with a write to this item in another Region."));
  }

  /** An internal error. The client cannot tell whether the request was applied. */
  static Answer serverError() {
    return error(500, ERROR.formatted("InternalServerError", "Internal server error"));
  }

  private static Answer error(int status, String json) {
    var body = Buffer.buffer(json);
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add(HttpHeaders.CONTENT_TYPE, "application/x-amz-json-1.0")
            .add("x-amzn-requestid", UUID.randomUUID().toString())
            .add("x-amz-crc32", crc32(body));
    return new Answer(status, headers, body);
  }

  /**
   * The checksum as DynamoDB writes it. The SDK treats a response with a different one as damaged.
   */
  private static String crc32(Buffer body) {
    var sum = new CRC32();
    sum.update(body.getBytes());
    return Long.toString(sum.getValue());
  }
}
