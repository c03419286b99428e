package io.streamgate.store.dynamodb.table;

import io.streamgate.failure.Causes;
import io.streamgate.store.StoreUnavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Why a call to the table failed, in words for the operator. */
final class Faults {

  private Faults() {}

  /** A failure after which it is open whether the change was made: an attempt may have been. */
  static StoreUnavailable unavailable(String table, Throwable failure) {
    var cause = Causes.of(failure);
    return cause instanceof StoreUnavailable known
        ? known
        : StoreUnavailable.underWay(told(table, cause), cause);
  }

  static String told(String table, Throwable cause) {
    return switch (cause) {
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
          "table %s did not answer in time".formatted(table);
      case ResourceNotFoundException _ -> "there is no table %s".formatted(table);
      case AwsServiceException refused when refused.isThrottlingException() ->
          "table %s throttles its calls".formatted(table);
      case AwsServiceException refused -> "table %s refused: %s".formatted(table, code(refused));
      default -> "table %s cannot be reached".formatted(table);
    };
  }

  /** What a failure says, without what AWS adds in further lines: the request as it was signed. */
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
