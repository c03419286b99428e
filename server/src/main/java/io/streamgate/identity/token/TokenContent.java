package io.streamgate.identity.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.streamgate.lease.id.StreamId;
import io.streamgate.lease.id.ViewerId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * What a token says, and its bytes: the version, the length of the key's id and the id, the end of
 * the token in milliseconds since 1970, the stream's id, and to the end the viewer's.
 */
record TokenContent(String keyId, Instant expiresAt, StreamId stream, ViewerId viewer) {

  private static final byte VERSION = 1;
  private static final int STREAM_ID_LENGTH = 31;
  private static final int FIXED_LENGTH = 2 + Long.BYTES + STREAM_ID_LENGTH;

  /** The bytes, and {@code room} behind them. */
  byte[] bytes(int room) {
    var length = FIXED_LENGTH + keyId.length() + viewer.value().length() + room;
    return ByteBuffer.allocate(length)
        .put(VERSION)
        .put((byte) keyId.length())
        .put(keyId.getBytes(US_ASCII))
        .putLong(expiresAt.toEpochMilli())
        .put(stream.value().getBytes(US_ASCII))
        .put(viewer.value().getBytes(US_ASCII))
        .array();
  }

  /** The id of the key in the first {@code length} bytes, of which nothing else is read. */
  static Optional<String> keyId(byte[] bytes, int length) {
    try {
      var rest = ByteBuffer.wrap(bytes, 0, length);
      return rest.get() == VERSION ? Optional.of(text(rest, rest.get())) : Optional.empty();
    } catch (BufferUnderflowException | NegativeArraySizeException cut) {
      return Optional.empty();
    }
  }

  /** Reads the first {@code length} bytes, which must be authentic: others can mean anything. */
  static Optional<TokenContent> read(byte[] bytes, int length) {
    try {
      var rest = ByteBuffer.wrap(bytes, 0, length);
      var _ = rest.get();
      var keyId = text(rest, rest.get());
      var expiresAt = Instant.ofEpochMilli(rest.getLong());
      var stream = StreamId.parse(text(rest, STREAM_ID_LENGTH));
      var viewer = text(rest, rest.remaining());
      return stream
          .filter(_ -> ViewerId.isValid(viewer))
          .map(id -> new TokenContent(keyId, expiresAt, id, new ViewerId(viewer)));
    } catch (BufferUnderflowException | NegativeArraySizeException cut) {
      return Optional.empty();
    }
  }

  private static String text(ByteBuffer bytes, int length) {
    var text = new byte[length];
    bytes.get(text);
    return new String(text, US_ASCII);
  }
}
