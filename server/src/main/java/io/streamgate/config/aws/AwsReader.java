package io.streamgate.config.aws;

import io.streamgate.config.aws.Aws.Environment;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the AWS settings. */
public final class AwsReader {

  /** A part of a host name. */
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9\\-]{1,63}");

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private AwsReader() {}

  /** Reads the settings; adds mistakes to {@code values}. */
  public static Aws read(SettingValues values) {
    var environment = values.choice(Setting.ENVIRONMENT, Environment.class);
    return new Aws(environment, profile(environment, values), region(values), endpoint(values));
  }

  private static @Nullable String profile(Environment environment, SettingValues values) {
    return switch (environment) {
      case DEV -> values.textIfSet(Setting.DEV_AWS_PROFILE);
      case PROD -> values.textIfSet(Setting.PROD_AWS_PROFILE);
    };
  }

  private static @Nullable String region(SettingValues values) {
    return values.isSet(Setting.AWS_REGION)
        ? values.text(Setting.AWS_REGION, REGION, "the name of a region such as eu-central-1")
        : null;
  }

  private static @Nullable URI endpoint(SettingValues values) {
    var text = values.textIfSet(Setting.AWS_ENDPOINT_URL);
    if (text == null) {
      return null;
    }
    try {
      var uri = new URI(text);
      if (isEndpoint(uri)) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // the same mistake as any other URI
    }
    values.wrong(
        Setting.AWS_ENDPOINT_URL,
        SettingValues.cannotRead(text)
            + " as an endpoint; use http://host:port or https://host, without a path");
    return null;
  }

  /** Whether {@code uri} has only scheme, host and port: not even the path {@code /}. */
  private static boolean isEndpoint(URI uri) {
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return SCHEMES.contains(String.valueOf(uri.getScheme()))
        && uri.getPort() != 0
        && uri.getPort() <= 65535
        && uri.getHost() != null
        && uri.toString().equals(uri.getScheme() + "://" + uri.getHost() + port);
  }
}
