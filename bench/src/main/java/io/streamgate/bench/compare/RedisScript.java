package io.streamgate.bench.compare;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * A well-written Redis limiter: one sorted set per viewer, scored by expiry, and one script that
 * removes expired streams, counts, and adds. The limit is exact, because Redis runs one script at a
 * time. Expiry uses the clock of Redis.
 */
final class RedisScript implements Limit {

  private static final String START =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
      if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[1]) then
        return 0
      end
      redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[3])
      redis.call('PEXPIRE', KEYS[1], ARGV[2])
      return 1
      """;

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final String sha;
  private final Duration lease;

  RedisScript(int port, Duration lease) {
    this.client = RedisClient.create(RedisURI.create("127.0.0.1", port));
    this.connection = client.connect();
    this.sha = connection.sync().scriptLoad(START);
    this.lease = lease;
  }

  @Override
  public CompletionStage<Optional<Slot>> start(String viewer) {
    var id = UUID.randomUUID().toString();
    var keys = new String[] {"streams:" + viewer};
    return connection
        .async()
        .<Long>evalsha(
            sha,
            ScriptOutputType.INTEGER,
            keys,
            Integer.toString(LIMIT),
            Long.toString(lease.toMillis()),
            id)
        .thenApply(
            admitted -> admitted == 1 ? Optional.of(new Slot(viewer, id)) : Optional.empty());
  }

  @Override
  public CompletionStage<?> end(Slot slot) {
    return connection.async().zrem("streams:" + slot.viewer(), slot.id());
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }
}
