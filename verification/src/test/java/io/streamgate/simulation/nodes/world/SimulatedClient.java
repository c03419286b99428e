package io.streamgate.simulation.nodes.world;

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
 * A node's way to the table, as the AWS SDK goes it: an attempt that is not answered in time is
 * made again, what was answered too late is not heard, and what was sent arrives even if its sender
 * has given up or died.
 */
public final class SimulatedClient implements DynamoDbAsyncClient {

  private static final int ATTEMPTS = 4;
  private static final long ATTEMPT_MS = 300;
  private static final long CALL_MS = 1_500;

  private final SimulatedTable table;
  private final Clockwork clockwork;
  private final Weather weather;
  private final Tally tally;
  private final Viewers viewers;
  private final Host host;

  /** A node, as its client sees it. */
  public interface Host {

    /** Whether it is there to hear an answer. */
    boolean isAlive();

    /** Whether nothing of it reaches the table, and nothing of the table it. */
    boolean isCutOff();
  }

  /** One of a node. */
  public SimulatedClient(Surroundings surroundings, Viewers viewers, Host host) {
    this.table = surroundings.table();
    this.clockwork = surroundings.clockwork();
    this.weather = surroundings.weather();
    this.tally = surroundings.tally();
    this.viewers = viewers;
    this.host = host;
  }

  /** Whose messages they are: no viewer's fate hangs on another's. */
  public interface Viewers {

    /** Decides over the messages about that viewer. */
    Random chance(String viewer);

    /** Something went wrong on the way between a node and the table. */
    void disturbed(String viewer);
  }

  /** What all nodes share. */
  public record Surroundings(
      SimulatedTable table, Clockwork clockwork, Weather weather, Tally tally) {}

  /** A call, with the attempt that is waited for. */
  private final class Call<T> {

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Supplier<T> request;
    private final String viewer;
    private int attempt;

    Call(Map<String, AttributeValue> key, Supplier<T> request) {
      this.request = request;
      this.viewer = SimulatedTable.viewer(key);
    }

    CompletableFuture<T> made() {
      clockwork.in(CALL_MS, this::giveUp);
      tryOnce();
      return answer;
    }

    private void tryOnce() {
      attempt++;
      var mine = attempt;
      var random = viewers.chance(viewer);
      var there = weather.next(random, tally, "request to the table");
      var back = weather.next(random, tally, "answer of the table");
      if (there.isFault() || back.isFault() || host.isCutOff()) {
        viewers.disturbed(viewer);
      }
      if (host.isCutOff()) {
        tally.count("lost request of a node that is cut off");
      } else if (!there.isLost()) {
        clockwork.in(there.delayMs(), () -> arrives(mine, back));
      }
      if (there.againMs() >= 0) {
        clockwork.in(there.againMs(), () -> arrives(mine, new Weather.Fate(true, 0, -1)));
      }
      clockwork.in(ATTEMPT_MS, () -> again(mine));
    }

    private void again(int of) {
      if (of == attempt && !answer.isDone() && host.isAlive() && attempt < ATTEMPTS) {
        tally.count("attempt of the SDK after the first");
        tryOnce();
      }
    }

    private void arrives(int of, Weather.Fate back) {
      Runnable told;
      try {
        var result = request.get();
        told = () -> answer.complete(result);
      } catch (ConditionalCheckFailedException unmet) {
        tally.count("condition that did not hold");
        told = () -> answer.completeExceptionally(unmet.toBuilder().numAttempts(of).build());
      }
      if (!back.isLost()) {
        var heard = told;
        clockwork.in(back.delayMs(), () -> hear(of, heard));
      }
    }

    private void hear(int of, Runnable told) {
      if (host.isCutOff()) {
        viewers.disturbed(viewer);
      } else if (of == attempt && !answer.isDone() && host.isAlive()) {
        told.run();
      }
    }

    private void giveUp() {
      if (!answer.isDone() && host.isAlive()) {
        tally.count("call to the table given up");
        answer.completeExceptionally(ApiCallTimeoutException.create(CALL_MS));
      }
    }
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    return new Call<>(
            request.key(),
            () -> UpdateItemResponse.builder().attributes(table.update(request)).build())
        .made();
  }

  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return new Call<>(
            request.key(), () -> GetItemResponse.builder().item(table.get(request)).build())
        .made();
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    return new Call<>(
            request.item(),
            () -> {
              table.putIfAbsent(request);
              return PutItemResponse.builder().build();
            })
        .made();
  }

  @Override
  public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
    return new Call<>(
            request.key(),
            () -> {
              table.delete(request);
              return DeleteItemResponse.builder().build();
            })
        .made();
  }

  @Override
  public CompletableFuture<QueryResponse> query(QueryRequest request) {
    var partition = request.expressionAttributeValues().get(":pk");
    return new Call<>(
            Map.of("pk", partition),
            () -> QueryResponse.builder().items(table.query(request)).build())
        .made();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
