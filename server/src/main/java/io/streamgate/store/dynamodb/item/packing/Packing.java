package io.streamgate.store.dynamodb.item.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.streamgate.lease.stream.Details;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses a stream's details: writes are paid by the kilobyte, and three streams are to fit into
 * one. A shared dictionary of common words shrinks even short texts to about half.
 *
 * <p>The first byte names the dictionary. A released dictionary never changes; a new one gets the
 * next number.
 */
public final class Packing {

  private static final byte FIRST = 1;

  /** The most frequent words come last, because references to near text are shorter. */
  private static final byte[] DICTIONARY =
      ("\"vod\"\"live\".m3u8.mpd.mp4https://http://\"false\"true\"smart-tv\"\"mobile\"\"tablet\""
              + "\"attributes\":{\"video_end_time\":\"\"video_start_time\":\"\"content_type\":\""
              + "\"device_type\":\"\"file_type\":\"video/mp4\"codec_info\":\"avc1.h264,mp4a.40.2"
              + "\"framerate\":\"29.97\"framerate\":60,\"framerate\":25,\"size\":\""
              + "\"src\":\"https://"
              + "\"content_id\":\"\"device_id\":\"\"device_name\":\"\"video_name\":\"")
          .getBytes(UTF_8);

  private static final int BUFFER = 512;

  private Packing() {}

  /** Packs details. */
  public static byte[] packed(Details details) {
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(details.json().getBytes(UTF_8));
      deflater.finish();
      var out = new ByteArrayOutputStream(BUFFER);
      out.write(FIRST);
      var buffer = new byte[BUFFER];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** The details in what {@link #packed} returned. */
  public static Details unpacked(byte[] packed) {
    if (packed.length == 0 || packed[0] != FIRST) {
      throw new IllegalArgumentException(
          "details packed by a newer version: they start with " + Arrays.toString(packed));
    }
    var inflater = new Inflater(true);
    try {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed, 1, packed.length - 1);
      var out = new ByteArrayOutputStream(BUFFER);
      var buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        var length = inflater.inflate(buffer);
        if (length == 0 && !inflater.finished()) {
          throw new IllegalArgumentException("packed details are truncated");
        }
        out.write(buffer, 0, length);
      }
      return new Details(out.toString(UTF_8));
    } catch (DataFormatException damaged) {
      throw new IllegalArgumentException("packed details are damaged", damaged);
    } finally {
      inflater.end();
    }
  }

  /** Names details by their contents: the first 16 base64url characters of their SHA-256. */
  public static String digest(Details details) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(details.json().getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
