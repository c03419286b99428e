package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.store.StoreUnavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Describes failed calls to the table for the operator. */
final class Faults {

  private Faults() {}

  /** A failure after which the change may have been made, because an attempt may have arrived. */
  static StoreUnavailable unavailable(String table, Throwable failure) {
    var cause = Causes.of(failure);
    return cause instanceof StoreUnavailable known
        ? known
        : StoreUnavailable.underWay(describe(table, cause), cause);
  }

  static String describe(String table, Throwable cause) {
    return switch (cause) {
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
          "table %s did not answer in time".formatted(table);
      case ResourceNotFoundException _ -> "table %s does not exist".formatted(table);
      case AwsServiceException refused when refused.isThrottlingException() ->
          "table %s throttles requests".formatted(table);
      case AwsServiceException refused ->
          "table %s rejected the call: %s".formatted(table, code(refused));
      default -> "table %s cannot be reached".formatted(table);
    };
  }

  /** The first line of the message; AWS adds the signed request in further lines. */
  static String firstLine(Throwable failure) {
    var message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private static String code(AwsServiceException refused) {
    var details = refused.awsErrorDetails();
    var code = details == null ? null : details.errorCode();
    return code == null ? "status " + refused.statusCode() : code;
  }
}
