package io.streamgate.http.edge;

import io.streamgate.http.exchange.Access;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.identity.operator.Operator;
import io.streamgate.identity.operator.OperatorCaller;
import io.streamgate.identity.operator.OperatorIdentification;
import io.streamgate.identity.operator.OperatorIdentification.Unknown;
import io.streamgate.identity.operator.RefusedCall.RefusalReason;
import io.streamgate.identity.operator.Role;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** Finds the operator of a request and compares the role, or answers why the call is refused. */
final class Authorizing {

  private final Suspension suspension;
  private final EdgeRules rules;

  Authorizing(Vertx vertx, EdgeRules rules) {
    this.suspension = new Suspension(vertx, rules.requestTimeout());
    this.rules = rules;
  }

  /** Calls {@code allowed} with the operator, on the request's event loop. Called there too. */
  void authorize(Exchange exchange, Access.Operators access, Consumer<OperatorCaller> allowed) {
    var identified =
        rules
            .operators()
            .identify(Identifying.toIdentify(exchange.request()), rules.clock().instant());
    suspension.until(
        identified,
        exchange,
        true,
        identification -> {
          switch (identification) {
            case OperatorIdentification.Known(var operator) -> {
              if (operator.role().includes(access.atLeast())) {
                allowed.accept(
                    new OperatorCaller(operator, exchange.requestId(), exchange.traceId()));
              } else {
                exchange.refuse(
                    RefusalReason.ROLE_TOO_SMALL, roleTooSmall(operator, access.atLeast()));
              }
            }
            case Unknown unknown -> exchange.refuse(reason(unknown), refusalOf(unknown));
          }
        });
  }

  private static Answer.Problem roleTooSmall(Operator operator, Role needed) {
    return insufficient(
        "%s has the role %s, and this call needs %s"
            .formatted(operator.name(), operator.role().word(), needed.word()));
  }

  /** RFC 6750, section 3.1. */
  private static Answer.Problem insufficient(String detail) {
    return Answer.problem(ProblemType.ROLE_TOO_SMALL, detail)
        .with("www-authenticate", Identifying.CHALLENGE + " error=\"insufficient_scope\"");
  }

  private static Answer.Problem refusalOf(Unknown unknown) {
    return switch (unknown) {
      case OperatorIdentification.TokenMissing(var detail) -> Identifying.tokenMissing(detail);
      case OperatorIdentification.TokenInvalid(var detail) -> Identifying.tokenInvalid(detail);
      case OperatorIdentification.WithoutRole(var detail) -> insufficient(detail);
      case OperatorIdentification.TooManyAttempts(var detail, var wait) ->
          Answer.problem(ProblemType.TOO_MANY_ATTEMPTS, detail).retryAfter(wait);
      case OperatorIdentification.Unavailable(var detail, var wait) ->
          Answer.problem(ProblemType.IDENTITY_UNAVAILABLE, detail).retryAfter(wait);
    };
  }

  private static RefusalReason reason(Unknown unknown) {
    return switch (unknown) {
      case OperatorIdentification.TokenMissing _ -> RefusalReason.TOKEN_MISSING;
      case OperatorIdentification.TokenInvalid _ -> RefusalReason.TOKEN_INVALID;
      case OperatorIdentification.WithoutRole _ -> RefusalReason.ROLE_TOO_SMALL;
      case OperatorIdentification.TooManyAttempts _ -> RefusalReason.TOO_MANY_ATTEMPTS;
      case OperatorIdentification.Unavailable _ -> RefusalReason.IDENTITY_UNAVAILABLE;
    };
  }
}
