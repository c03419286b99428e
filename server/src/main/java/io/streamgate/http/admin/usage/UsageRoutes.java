package io.streamgate.http.admin.usage;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.streamgate.events.LiveEvents;
import io.streamgate.failure.Causes;
import io.streamgate.http.exchange.Answer;
import io.streamgate.http.exchange.Call;
import io.streamgate.http.exchange.Endpoint;
import io.streamgate.http.exchange.ProblemType;
import io.streamgate.http.exchange.Route;
import io.streamgate.identity.operator.Role;
import io.streamgate.usage.Activity;
import io.streamgate.usage.Top;
import io.streamgate.usage.UnknownDay;
import io.streamgate.usage.UsageJson;
import io.streamgate.usage.UsageQuestions;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** What operators may ask of this node's viewers, and how they watch its events. */
public final class UsageRoutes {

  private static final int DEFAULT_VIEWERS = 20;
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
  private static final Duration FOR_ANOTHER_TO_LEAVE = Duration.ofSeconds(30);

  private final UsageQuestions usage;
  private final LiveEvents events;

  private UsageRoutes(UsageQuestions usage, LiveEvents events) {
    this.usage = usage;
    this.events = events;
  }

  /** The routes. */
  public static List<Route> routes(UsageQuestions usage, LiveEvents events) {
    var routes = new UsageRoutes(usage, events);
    return List.of(
        route("/admin/v1/top", routes::top),
        route("/admin/v1/levels", routes::levels),
        route("/admin/v1/events", _ -> completedStage(routes.follow())));
  }

  private static Route route(String template, Endpoint endpoint) {
    return Route.operators(HttpMethod.GET, template, Role.READ, (_, call) -> endpoint.answer(call));
  }

  private CompletionStage<Answer> top(Call call) {
    var by = one(call, "by").flatMap(Activity::of);
    var limit = one(call, "limit").orElse(Integer.toString(DEFAULT_VIEWERS));
    if (by.isEmpty()) {
      return invalid("by must be refused, started or evicted");
    }
    if (!NUMBER.matcher(limit).matches() || Integer.parseInt(limit) > Top.MOST) {
      return invalid("limit must be a number from 1 to " + Top.MOST);
    }
    return usage
        .top(by.get(), Integer.parseInt(limit))
        .thenApply(top -> Answer.json(200, json -> UsageJson.write(json, top)));
  }

  private CompletionStage<Answer> levels(Call call) {
    LocalDate day;
    try {
      day = one(call, "day").map(LocalDate::parse).orElseGet(usage::today);
    } catch (DateTimeParseException malformed) {
      return invalid("day must be a date, such as " + usage.today());
    }
    return usage
        .levels(day)
        .<Answer>thenApply(levels -> Answer.json(200, json -> UsageJson.write(json, levels)))
        .exceptionally(UsageRoutes::unknownDay);
  }

  private static Answer unknownDay(Throwable failure) {
    if (Causes.of(failure) instanceof UnknownDay unknown) {
      return Answer.problem(ProblemType.INVALID_REQUEST, "day " + unknown.getMessage());
    }
    throw new CompletionException(failure);
  }

  private Answer follow() {
    return events
        .listen()
        .<Answer>map(listener -> new Answer.ServerSentEvents(new LiveFeed(listener)))
        .orElseGet(
            () ->
                Answer.problem(
                        ProblemType.OVERLOADED,
                        "%d others follow the events already".formatted(LiveEvents.MOST_LISTENERS))
                    .retryAfter(FOR_ANOTHER_TO_LEAVE));
  }

  /** Empty if the query has no such parameter; the last one if it has several. */
  private static Optional<String> one(Call call, String name) {
    var values = call.query(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  private static CompletionStage<Answer> invalid(String detail) {
    return completedStage(Answer.problem(ProblemType.INVALID_REQUEST, detail));
  }
}
