package io.streamgate.config.setting;

/** The meanings of the settings of events. */
final class EventMeanings {

  static final String EVENTS =
      "`stdout` writes each event as a line of JSON between the lines of the log, `none` does not.";

  static final String EVENT_VIEWERS =
      "How events name viewers: `hashed`, by an HMAC whose key is made once and kept where the "
          + "streams are, or `plain`.";

  static final String WEBHOOK_URL =
      "Where events are delivered: an `https` URL (`http` for a loopback address only).";

  static final String WEBHOOK_SECRET =
      "The secret that signs deliveries: `whsec_` and 24 to 64 bytes in base64. Two, separated by "
          + "a comma, while it is changed: each delivery is signed by both.";

  static final String WEBHOOK_SECRET_FILE =
      "A file with the value of `STREAMGATE_WEBHOOK_SECRET`; instead of that setting. Read at "
          + "startup only.";

  private EventMeanings() {}
}
