package io.streamgate.bench.compare;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/**
 * Redisson's semaphore with expiring permits, one semaphore per viewer. Redisson stores the number
 * of permits with each semaphore, so a viewer's first start has to set it.
 */
final class RedissonPermits implements Limit {

  private final RedissonClient client;
  private final Duration lease;

  RedissonPermits(int port, Duration lease) {
    var config = new Config();
    config.useSingleServer().setAddress("redis://127.0.0.1:" + port);
    this.client = Redisson.create(config);
    this.lease = lease;
  }

  @Override
  public CompletionStage<Optional<Slot>> start(String viewer) {
    var permits = client.getPermitExpirableSemaphore("permits:" + viewer);
    return permits
        .trySetPermitsAsync(LIMIT)
        .thenCompose(_ -> permits.tryAcquireAsync(0, lease.toMillis(), TimeUnit.MILLISECONDS))
        .thenApply(id -> id == null ? Optional.empty() : Optional.of(new Slot(viewer, id)));
  }

  @Override
  public CompletionStage<?> end(Slot slot) {
    return client
        .getPermitExpirableSemaphore("permits:" + slot.viewer())
        .tryReleaseAsync(slot.id());
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
