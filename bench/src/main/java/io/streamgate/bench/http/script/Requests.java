package io.streamgate.bench.http.script;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The players' requests as bytes. A stream's details have about 200 bytes. */
public final class Requests {

  private static final String STREAM =
      """
      {"video_name":"The General","codec_info":"avc1.640028,mp4a.40.2","file_type":"video/mp4",\
      "size":734003200,"src":"https://cdn.example/v/000000/master.m3u8","framerate":23.976,\
      "device_name":"Living room"}""";

  private static final String HEARTBEAT = "{\"video_playing\":true,\"position_ms\":754000}";
  private static final String PATCH = "{\"framerate\":25}";

  private Requests() {}

  /** A start without a device ID and without an idempotency key. */
  public static byte[] start(String viewer) {
    return start(Credential.address(), viewer);
  }

  /** A start by {@code credential}. */
  static byte[] start(Credential credential, String viewer) {
    var head = head("POST /api/v1/stream", credential.ofStart(viewer));
    return bytes(head, "application/json", STREAM);
  }

  /** A heartbeat with the state of playback. */
  public static byte[] heartbeat(String viewer, String stream) {
    return heartbeatWith(address(viewer), stream);
  }

  /** A heartbeat with these header lines. */
  static byte[] heartbeatWith(String lines, String stream) {
    var head = head("POST /api/v1/streams/" + stream + "/heartbeat", lines);
    return bytes(head, "application/json", HEARTBEAT);
  }

  /** A change of one field. */
  public static byte[] amend(String viewer, String stream) {
    var head = head("PATCH /api/v1/streams/" + stream, address(viewer));
    return bytes(head, "application/merge-patch+json", PATCH);
  }

  /** An end. */
  public static byte[] end(String viewer, String stream) {
    return bytes("DELETE /api/v1/streams/" + stream, viewer);
  }

  /** A list of the running streams. */
  public static byte[] list(String viewer) {
    return bytes("GET /api/v1/streams?status=active", viewer);
  }

  private static byte[] bytes(String line, String viewer) {
    return (head(line, address(viewer)) + "\r\n").getBytes(US_ASCII);
  }

  private static byte[] bytes(String head, String type, String body) {
    var whole =
        head + "content-type: " + type + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body;
    return whole.getBytes(US_ASCII);
  }

  private static String address(String viewer) {
    return Credential.address().ofStart(viewer);
  }

  private static String head(String line, String credential) {
    return line + " HTTP/1.1\r\nhost: localhost\r\n" + credential;
  }
}
