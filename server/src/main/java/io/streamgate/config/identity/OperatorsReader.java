package io.streamgate.config.identity;

import io.streamgate.config.setting.Setting;
import io.streamgate.config.setting.SettingValues;
import io.streamgate.config.setting.TextOrFile;
import io.streamgate.identity.HashedSecrets;
import io.streamgate.identity.HashedSecrets.Hashed;
import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the operators and the hashes of their tokens. */
public final class OperatorsReader {

  private static final int MOST = 100;
  private static final SecretHash HASH = new SecretHash("token");
  private static final String USE =
      "; use name:role:sha256hex, with "
          + SecretHash.USE_NAME
          + ", and a role of read, operate or"
          + " erase";

  private final SettingValues values;
  private final Setting setting;
  private final List<Hashed<Operator>> tokens = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> hashes = new HashSet<>();

  private OperatorsReader(SettingValues values, Setting setting) {
    this.values = values;
    this.setting = setting;
  }

  /** Reads all of them. */
  public static OperatorSettings read(SettingValues values) {
    return new OperatorSettings(
        TextOrFile.read(values, Setting.OPERATORS, Setting.OPERATORS_FILE)
            .map(read -> new OperatorsReader(values, read.setting()).tokens(read.entries()))
            .orElse(HashedSecrets.none()),
        OperatorTokensReader.read(values));
  }

  private HashedSecrets<Operator> tokens(List<String> entries) {
    if (entries.isEmpty() && values.isSet(setting)) {
      wrong("there is no operator" + USE);
    }
    if (entries.size() > MOST) {
      wrong("there are " + entries.size() + " operators; use at most " + MOST);
    }
    for (var at = 0; at < entries.size() && at < MOST; at++) {
      add(entries.get(at).split(":", -1), at + 1);
    }
    return HashedSecrets.of(tokens);
  }

  private void add(String[] parts, int at) {
    var name = parts[0].strip();
    if (parts.length != 3 || !SecretHash.isName(name)) {
      wrong("cannot read operator " + at + USE);
      return;
    }
    var place = "operator %d, %s".formatted(at, name);
    var role = role(parts[1].strip());
    var hash = parts[2].strip();
    var fault = HASH.faultOf(hash, "the token of " + place);
    if (role.isEmpty()) {
      wrong("cannot read the role of %s; use read, operate or erase".formatted(place));
    } else if (fault.isPresent()) {
      wrong(fault.get());
    } else if (!names.add(name)) {
      wrong(
          "%s: another operator has the same name; give each a name of its own, also two tokens"
                  .formatted(place)
              + " of one person, such as anna and anna-2");
    } else if (!hashes.add(hash.toLowerCase(Locale.ROOT))) {
      wrong("%s: another operator has the same token; give each its own".formatted(place));
    } else {
      tokens.add(new Hashed<>(new Operator(name, role.get()), SecretHash.bytes(hash)));
    }
  }

  private static Optional<Role> role(String word) {
    return Arrays.stream(Role.values()).filter(role -> role.word().equals(word)).findFirst();
  }

  private void wrong(String mistake) {
    values.wrong(setting, mistake);
  }
}
