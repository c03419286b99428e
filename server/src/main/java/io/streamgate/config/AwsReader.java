package io.streamgate.config;

import io.streamgate.config.Config.Aws;
import io.streamgate.config.Config.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which account, region and endpoint of AWS are used. */
final class AwsReader {

  /** It becomes a part of a host name. */
  private static final Pattern REGION = Pattern.compile("[A-Za-z0-9\\-]{1,63}");

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private AwsReader() {}

  static Aws read(Values values) {
    var environment = values.choice(Setting.ENVIRONMENT, Environment.class);
    return new Aws(environment, profile(environment, values), region(values), endpoint(values));
  }

  private static AwsProfile profile(Environment environment, Values values) {
    var name =
        switch (environment) {
          case DEV -> values.text(Setting.DEV_AWS_PROFILE);
          case PROD -> values.text(Setting.PROD_AWS_PROFILE);
        };
    return name.isEmpty() ? new AwsProfile.DefaultChain() : new AwsProfile.Named(name);
  }

  private static AwsRegion region(Values values) {
    if (!values.isSet(Setting.AWS_REGION)) {
      return new AwsRegion.FromProfile();
    }
    return new AwsRegion.Named(
        values.text(Setting.AWS_REGION, REGION, "the name of a region such as eu-central-1"));
  }

  private static AwsEndpoint endpoint(Values values) {
    if (!values.isSet(Setting.AWS_ENDPOINT_URL)) {
      return new AwsEndpoint.OfRegion();
    }
    var text = values.text(Setting.AWS_ENDPOINT_URL);
    try {
      var uri = new URI(text);
      if (isEndpoint(uri)) {
        return new AwsEndpoint.At(uri);
      }
    } catch (URISyntaxException _) {
      // the same mistake as a URI of another kind
    }
    values.wrong(
        Setting.AWS_ENDPOINT_URL,
        Values.cannotRead(text)
            + " as an endpoint; use http://host:port or https://host, without a path");
    return new AwsEndpoint.OfRegion();
  }

  /** Whether scheme, host and port are all there is: no path, not even {@code /}, and no user. */
  private static boolean isEndpoint(URI uri) {
    var port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
    return SCHEMES.contains(String.valueOf(uri.getScheme()))
        && uri.getPort() != 0
        && uri.getPort() <= 65535
        && uri.getHost() != null
        && uri.toString().equals(uri.getScheme() + "://" + uri.getHost() + port);
  }
}
