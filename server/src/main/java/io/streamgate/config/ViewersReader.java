package io.streamgate.config;

import io.streamgate.config.Config.ViewerIdentity;
import io.streamgate.config.identity.HeaderNames;
import io.streamgate.config.identity.StreamTokensReader;
import io.streamgate.config.identity.ViewerTokensReader;
import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.identity.forwarded.Address;
import io.streamgate.identity.forwarded.AddressHeader;
import io.streamgate.identity.forwarded.Network;
import io.streamgate.identity.forwarded.TrustedProxies;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how viewers are identified. */
final class ViewersReader {

  private static final int MOST_PROXIES = 32;
  private static final TrustedProxies DEFAULT_PROXIES =
      new TrustedProxies.Counted(Integer.parseInt(Setting.TRUSTED_PROXIES.defaultText()));

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private static final String USE_HEADER =
      "; use x-forwarded-for, or a header that holds a single address, such as cf-connecting-ip";

  private final SettingValues values;

  ViewersReader(SettingValues values) {
    this.values = values;
  }

  ViewerIdentity read() {
    var mode = values.choice(Setting.IDENTITY, Config.IdentityMode.class);
    return new ViewerIdentity(
        mode,
        header(),
        proxies(),
        values.number(Setting.IPV6_PREFIX, 48, 128),
        BackEndsReader.read(values, mode),
        new StreamTokensReader(values).read(),
        ViewerTokensReader.read(values, mode == Config.IdentityMode.JWT));
  }

  private AddressHeader header() {
    var text = values.text(Setting.ADDRESS_HEADER);
    var name = text.toLowerCase(Locale.ROOT);
    if (!HeaderNames.isName(text)) {
      values.wrong(
          Setting.ADDRESS_HEADER,
          SettingValues.cannotRead(text) + " as the name of a header" + USE_HEADER);
    } else if (HeaderNames.isTaken(name) || name.equals("authorization")) {
      wrong(Setting.ADDRESS_HEADER, text, "it does not hold a plain address" + USE_HEADER);
    }
    return new AddressHeader(name);
  }

  private TrustedProxies proxies() {
    var text = values.text(Setting.TRUSTED_PROXIES);
    if (SettingValues.isNumber(text, 1, MOST_PROXIES)) {
      return new TrustedProxies.Counted(Integer.parseInt(text));
    }
    var entries =
        Stream.of(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    if (entries.isEmpty() || !text.matches(".*[.:/,].*")) {
      values.wrong(
          Setting.TRUSTED_PROXIES,
          SettingValues.cannotRead(text)
              + (" as a number or as networks; use 1 to " + MOST_PROXIES)
              + ", or networks such as 10.0.0.0/8");
      return DEFAULT_PROXIES;
    }
    var networks = entries.stream().map(this::network).flatMap(Optional::stream).toList();
    return networks.size() == entries.size()
        ? new TrustedProxies.Within(networks)
        : DEFAULT_PROXIES;
  }

  /** Reads a network in CIDR notation, or a single address. */
  private Optional<Network> network(String entry) {
    var slash = entry.indexOf('/');
    var address = Address.parse(slash < 0 ? entry : entry.substring(0, slash));
    var prefix = slash < 0 ? "" : entry.substring(slash + 1);
    if (NUMBER.matcher(entry).matches()) {
      return wrong(entry, "a number and networks exclude each other; use one or the other");
    }
    if (address.isEmpty() || (slash >= 0 && !NUMBER.matcher(prefix).matches())) {
      values.wrong(
          Setting.TRUSTED_PROXIES,
          SettingValues.cannotRead(entry)
              + " as a network; use CIDR notation such as 10.0.0.0/8 or 2001:db8::/32");
      return Optional.empty();
    }
    return slash < 0 ? single(address.get(), entry) : network(address.get(), prefix, entry);
  }

  private Optional<Network> single(Address address, String entry) {
    return network(address, Integer.toString(Network.mostBits(address)), entry);
  }

  private Optional<Network> network(Address address, String prefix, String entry) {
    var most = Network.mostBits(address);
    if (address.isIpv4() && entry.indexOf(':') >= 0) {
      return wrong(entry, "IPv4 addresses in IPv6 notation count as IPv4; use IPv4 notation");
    }
    if (prefix.matches("0+")) {
      return wrong(entry, "every client would count as a proxy; use the networks of the proxies");
    }
    if (!SettingValues.isNumber(prefix, 1, most)) {
      return wrong(entry, "the mask must be a number of bits; use /1 to /" + most);
    }
    var bits = Integer.parseInt(prefix);
    var start = Network.start(address, bits);
    if (!start.equals(address)) {
      return wrong(
          entry,
          ("the address has bits after the first " + bits)
              + ("; use " + start + "/" + bits + " for the network, or ")
              + (address + " for the address alone"));
    }
    return Optional.of(new Network(address, bits));
  }

  private Optional<Network> wrong(String entry, String mistake) {
    wrong(Setting.TRUSTED_PROXIES, entry, mistake);
    return Optional.empty();
  }

  private void wrong(Setting setting, String text, String mistake) {
    values.wrong(setting, SettingValues.cannotUse(text) + ": " + mistake);
  }
}
