package io.streamgate.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A node's connection to the table, with the AWS SDK's behaviour: attempts that time out are
 * retried, late responses are ignored, and a sent request arrives even if its sender has given up
 * or crashed.
 */
public final class SimulatedClient implements DynamoDbAsyncClient {

  private static final int ATTEMPTS = 4;
  private static final long ATTEMPT_MS = 300;
  private static final long CALL_MS = 1_500;

  /** How late a start can be: see {@code docs/CONSISTENCY.md} on starts that are held longer. */
  private static final long LATEST_START_MS = 110_000;

  private final Surroundings world;
  private final Host host;
  private final Dates dates;

  /** Hears the date of each response that reaches a node. */
  public interface Dates {

    /** A response with that {@code Date} has arrived, so long after its request was sent. */
    void heard(String date, Duration roundTrip);
  }

  /** A node, as its client sees it. */
  public interface Host {

    /** Whether it can receive a response. */
    boolean isAlive();

    /** Whether it has no connection to the table. */
    boolean isCutOff();
  }

  /** The client of one node. */
  public SimulatedClient(Surroundings world, Host host, Dates dates) {
    this.world = world;
    this.host = host;
    this.dates = dates;
  }

  /** A call, with its current attempt. */
  private final class Call<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Supplier<T> request;
    private final String viewer;
    private long latestMs = Long.MAX_VALUE;
    private int attempt;
    private long sentMs;

    Call(Map<String, AttributeValue> key, Supplier<T> request) {
      this.request = request;
      this.viewer = SimulatedTable.viewer(key);
    }

    Call<T> within(long longestMs) {
      latestMs = longestMs;
      return this;
    }

    CompletableFuture<T> made() {
      world.timeline().in(CALL_MS, this::giveUp);
      tryOnce();
      return answer;
    }

    private void tryOnce() {
      attempt++;
      sentMs = world.timeline().nowMs();
      var mine = attempt;
      if (host.isCutOff()) {
        world.viewers().disturbed(viewer);
        world.counters().count("fault: request of a node that is cut off");
      } else {
        send(mine, world.viewers().chance(viewer));
      }
      world.timeline().in(ATTEMPT_MS, () -> again(mine));
    }

    private void send(int mine, Random random) {
      var there = world.network().next(random, "request to the table").within(latestMs);
      var back = world.network().next(random, "answer of the table");
      if (there.isFault() || back.isFault()) {
        world.viewers().disturbed(viewer);
      }
      if (!there.isLost()) {
        world.timeline().in(there.delayMs(), () -> arrives(mine, back));
      }
      if (there.againMs() >= 0) {
        world.timeline().in(there.againMs(), () -> arrives(mine, new Network.Fate(true, 0, -1)));
      }
    }

    private void again(int of) {
      if (of == attempt && !answer.isDone() && host.isAlive() && attempt < ATTEMPTS) {
        world.counters().count("table: attempt after the first");
        tryOnce();
      }
    }

    private void arrives(int of, Network.Fate back) {
      Runnable told;
      try {
        var result = request.get();
        told = () -> answer.complete(result);
      } catch (ConditionalCheckFailedException unmet) {
        world.counters().count("table: condition that did not hold");
        told = () -> answer.completeExceptionally(unmet.toBuilder().numAttempts(of).build());
      }
      if (!back.isLost()) {
        var heard = told;
        var date = date();
        world.timeline().in(back.delayMs(), () -> hear(of, date, heard));
      }
    }

    private void hear(int of, String date, Runnable told) {
      if (host.isCutOff()) {
        world.viewers().disturbed(viewer);
      } else if (of == attempt && !answer.isDone() && host.isAlive()) {
        dates.heard(date, Duration.ofMillis(world.timeline().nowMs() - sentMs));
        told.run();
      }
    }

    private void giveUp() {
      if (!answer.isDone() && host.isAlive()) {
        world.counters().count("table: call given up");
        answer.completeExceptionally(ApiCallTimeoutException.create(CALL_MS));
      }
    }
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    return new Call<>(
            request.key(),
            () -> UpdateItemResponse.builder().attributes(world.table().update(request)).build())
        .within(SimulatedTable.isStart(request) ? LATEST_START_MS : Long.MAX_VALUE)
        .made();
  }

  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return SimulatedTable.isOfAViewer(request.key()) ? ofAViewer(request) : probed();
  }

  /** Nothing but being cut off happens to a probe, so that no viewer's chance has to decide it. */
  private CompletableFuture<GetItemResponse> probed() {
    var answer = new CompletableFuture<GetItemResponse>();
    world
        .timeline()
        .in(CALL_MS, () -> answer.completeExceptionally(ApiCallTimeoutException.create(CALL_MS)));
    probe(answer, 1);
    return answer;
  }

  private void probe(CompletableFuture<GetItemResponse> answer, int nth) {
    if (!host.isCutOff()) {
      dates.heard(date(), Duration.ZERO);
      answer.complete(GetItemResponse.builder().build());
    } else if (nth < ATTEMPTS) {
      world.timeline().in(ATTEMPT_MS, () -> probe(answer, nth + 1));
    }
  }

  private String date() {
    var now = Instant.ofEpochMilli(world.timeline().nowMs());
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
  }

  private CompletableFuture<GetItemResponse> ofAViewer(GetItemRequest request) {
    return new Call<>(
            request.key(), () -> GetItemResponse.builder().item(world.table().get(request)).build())
        .made();
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    return new Call<>(
            request.item(),
            () -> {
              world.table().putIfAbsent(request);
              return PutItemResponse.builder().build();
            })
        .made();
  }

  @Override
  public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
    return new Call<>(
            request.key(),
            () -> {
              world.table().delete(request);
              return DeleteItemResponse.builder().build();
            })
        .made();
  }

  @Override
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    var partition = request.expressionAttributeValues().get(":pk");
    return new Call<>(
            Map.of("pk", partition),
            () -> QueryResponse.builder().items(world.table().query(request)).build())
        .made();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
