package io.streamgate.identity.jwt;

import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentification.Known;
import io.streamgate.identity.operator.OperatorIdentification.WithoutRole;
import io.streamgate.identity.operator.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the operator from the claims of a verified token. Of several roles the largest counts;
 * words that name no role are another program's.
 *
 * @param name the claim with the operator's name
 * @param role the claim with roles: a list of texts, or one text with spaces between them
 */
public record OperatorClaims(String name, String role)
    implements TokenClaims<OperatorIdentification> {

  private static final Pattern NAME = Pattern.compile("[!-~]{1,64}");

  @Override
  public @Nullable OperatorIdentification read(Map<String, Object> token) {
    var operator = ViewerClaims.text(token.get(name));
    if (operator == null || !NAME.matcher(operator).matches()) {
      return null;
    }
    var words = words(token.get(role)).toList();
    return Arrays.stream(Role.values())
        .filter(known -> words.contains(known.word()))
        .reduce((_, larger) -> larger)
        .<OperatorIdentification>map(largest -> new Known(new Operator(operator, largest)))
        .orElseGet(() -> new WithoutRole(withoutRole(operator)));
  }

  private static Stream<String> words(@Nullable Object roles) {
    var texts =
        switch (roles) {
          case Collection<?> several -> several;
          case String one -> List.of(one.split(" ", -1));
          case null, default -> List.of();
        };
    return texts.stream().filter(String.class::isInstance).map(String.class::cast);
  }

  private String withoutRole(String operator) {
    return "the access token of %s names no role in %s; have the identity provider add read,"
            .formatted(operator, role)
        + " operate or erase, or set STREAMGATE_OPERATOR_JWT_ROLE_CLAIM";
  }

  @Override
  public String missing() {
    return "the access token has no claim %s of 1 to 64 visible ASCII characters; have the identity"
            .formatted(name)
        + " provider add it, or set STREAMGATE_OPERATOR_JWT_NAME_CLAIM";
  }
}
