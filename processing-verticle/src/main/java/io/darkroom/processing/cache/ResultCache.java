package io.darkroom.processing.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finished results in Redis, their bytes in the blob store. Never fails: without Redis nothing is
 * found and nothing is kept.
 */
public final class ResultCache {
  private static final RedisScript PUT =
      RedisScript.of(
          """
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          redis.call('SADD', KEYS[2], KEYS[1])
          redis.call('PEXPIRE', KEYS[2], ARGV[2])
          return 1
          """);
  private static final RedisScript LIST =
      RedisScript.of(
          """
          redis.call('SADD', KEYS[1], ARGV[1])
          return redis.call('PEXPIRE', KEYS[1], ARGV[2])
          """);
  private static final RedisScript PURGE =
      RedisScript.of(
          """
          local keys = redis.call('SMEMBERS', KEYS[1])
          for _, key in ipairs(keys) do redis.call('DEL', key) end
          redis.call('DEL', KEYS[1])
          return #keys
          """);

  private final RedisClient redis;
  private final RedisKeys keys;
  private final BlobStore blobs;
  private final Duration keep;

  /** A cache whose entries live for {@code keep}. */
  public ResultCache(RedisClient redis, RedisKeys keys, BlobStore blobs, Duration keep) {
    this.redis = redis;
    this.keys = keys;
    this.blobs = blobs;
    this.keep = keep;
  }

  /** A finished result whose bytes are still there. */
  public Future<Optional<ResultImage>> find(ResultKey key) {
    return redis
        .send(Command.GET, name(key))
        .compose(this::stillStored)
        .otherwise(Optional.empty());
  }

  private Future<Optional<ResultImage>> stillStored(Response found) {
    if (found == null) {
      return Future.succeededFuture(Optional.empty());
    }
    ResultImage image = decode(found.toString());
    return blobs
        .size(image.sha256())
        .map(size -> Optional.of(image).filter(i -> size.equals(Optional.of(i.bytes()))));
  }

  /**
   * Remembers a result whose bytes are stored.
   *
   * @param watermarks blob keys of further images it was made of; forgotten with each of them
   */
  public Future<Void> put(ResultKey key, ResultImage image, Collection<String> watermarks) {
    List<String> names = List.of(name(key), keys.resultsOf(key.source()));
    Future<Response> kept =
        redis.eval(PUT, names, List.of(encode(image), Long.toString(keep.toMillis())));
    return Future.join(
            Stream.concat(
                    Stream.of(kept), watermarks.stream().map(source -> listUnder(source, key)))
                .toList())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Response> listUnder(String source, ResultKey key) {
    String list = keys.resultsOf(source);
    return redis.eval(LIST, List.of(list), List.of(name(key), Long.toString(keep.toMillis())));
  }

  /** Forgets everything made from a source. */
  public Future<Void> purge(String source) {
    return redis
        .eval(PURGE, List.of(keys.resultsOf(source)), List.of())
        .otherwiseEmpty()
        .mapEmpty();
  }

  private String name(ResultKey key) {
    return keys.result(key.source(), key.recipe());
  }

  private static String encode(ResultImage image) {
    try {
      return JsonMapping.mapper().writeValueAsString(image);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ResultImage decode(String text) {
    try {
      return JsonMapping.mapper().readValue(text, ResultImage.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a cached result", e);
    }
  }
}
