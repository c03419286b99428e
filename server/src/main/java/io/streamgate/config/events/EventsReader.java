package io.streamgate.config.events;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.config.setting.TextOrFile;
import io.streamgate.events.CloudEvents;
import io.streamgate.events.webhook.WebhookSecret;
import io.streamgate.events.webhook.WebhookTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of events. Its mistakes quote nothing of a secret, nor of a URL. */
public final class EventsReader {

  /** Names and addresses of this machine, whose traffic nobody else can read. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\]");

  private static final int MOST_SECRETS = 2;

  private static final String USE_SECRET =
      "; use whsec_ and %d to %d bytes in base64"
          .formatted(WebhookSecret.MIN_BYTES, WebhookSecret.MAX_BYTES);

  private final SettingValues values;

  /** A reader of {@code values}. */
  public EventsReader(SettingValues values) {
    this.values = values;
  }

  /** Reads all of them. */
  public EventSettings read() {
    return new EventSettings(
        values.choice(Setting.EVENTS, EventSettings.Lines.class),
        webhook(),
        values.choice(Setting.EVENT_VIEWERS, CloudEvents.Viewers.class));
  }

  private @Nullable WebhookTarget webhook() {
    var hasSecret =
        values.isSet(Setting.WEBHOOK_SECRET) || values.isSet(Setting.WEBHOOK_SECRET_FILE);
    if (!values.isSet(Setting.WEBHOOK_URL)) {
      if (hasSecret) {
        values.wrong(
            Setting.WEBHOOK_SECRET, Setting.WEBHOOK_URL, "there is no URL; set both, or neither");
      }
      return null;
    }
    if (!hasSecret) {
      values.wrong(
          Setting.WEBHOOK_URL,
          Setting.WEBHOOK_SECRET,
          "there is no secret, so the receiver could not tell events from forged ones; set one");
      return null;
    }
    var url = url();
    var secrets =
        TextOrFile.read(values, Setting.WEBHOOK_SECRET, Setting.WEBHOOK_SECRET_FILE)
            .map(read -> secrets(read.setting(), read.entries()))
            .orElse(List.of());
    return url == null || secrets.isEmpty() ? null : new WebhookTarget(url, secrets);
  }

  /** A URL may contain a secret of the receiver, so it is not quoted. */
  private @Nullable URI url() {
    try {
      var url = new URI(values.text(Setting.WEBHOOK_URL));
      var mistake = mistakeIn(url);
      if (mistake == null) {
        return url;
      }
      values.wrong(Setting.WEBHOOK_URL, mistake);
    } catch (URISyntaxException malformed) {
      values.wrong(Setting.WEBHOOK_URL, "not a URL; use one such as https://hooks.tv.example/in");
    }
    return null;
  }

  private static @Nullable String mistakeIn(URI url) {
    var host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (host.isEmpty() || url.getUserInfo() != null || url.getFragment() != null) {
      return "the URL must have a host, and neither a user nor a fragment";
    }
    return scheme.equals("https") || (scheme.equals("http") && LOOPBACK.matcher(host).matches())
        ? null
        : "others on the network could read the events; use https, or http to a loopback address";
  }

  private List<WebhookSecret> secrets(Setting setting, List<String> entries) {
    if (entries.isEmpty() || entries.size() > MOST_SECRETS) {
      values.wrong(
          setting,
          "there must be one secret, or two while it is changed, not %d".formatted(entries.size())
              + USE_SECRET);
      return List.of();
    }
    var secrets = new ArrayList<WebhookSecret>();
    for (var i = 0; i < entries.size(); i++) {
      var place = "entry " + (i + 1) + " of " + entries.size();
      WebhookSecret.parse(entries.get(i))
          .ifPresentOrElse(
              secrets::add, () -> values.wrong(setting, place + " is not a secret" + USE_SECRET));
    }
    return secrets;
  }
}
