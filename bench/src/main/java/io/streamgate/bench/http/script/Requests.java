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
    return bytes("POST /api/v1/stream", viewer, "application/json", STREAM);
  }

  /** A heartbeat with the state of playback. */
  public static byte[] heartbeat(String viewer, String stream) {
    var line = "POST /api/v1/streams/" + stream + "/heartbeat";
    return bytes(line, viewer, "application/json", HEARTBEAT);
  }

  /** A change of one field. */
  public static byte[] amend(String viewer, String stream) {
    return bytes("PATCH /api/v1/streams/" + stream, viewer, "application/merge-patch+json", PATCH);
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
    return (head(line, viewer) + "\r\n").getBytes(US_ASCII);
  }

  private static byte[] bytes(String line, String viewer, String type, String body) {
    var whole =
        head(line, viewer)
            + "content-type: "
            + type
            + "\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return whole.getBytes(US_ASCII);
  }

  private static String head(String line, String viewer) {
    return line + " HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: " + viewer + "\r\n";
  }
}
