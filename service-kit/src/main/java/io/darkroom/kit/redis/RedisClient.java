package io.darkroom.kit.redis;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.config.RedisConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands over a bounded pool. A command that takes longer than a second fails; when the
 * server cannot be reached, further commands fail at once with {@code unavailable} until a probe
 * finds it again. Safe for any thread; create and close it inside one verticle.
 */
public final class RedisClient {
  private static final Logger log = LoggerFactory.getLogger(RedisClient.class);
  private static final long COMMAND_LIMIT_MS = 1_000;
  private static final long PROBE_PERIOD_MS = 500;

  private final Vertx vertx;
  private final Redis redis;
  private volatile boolean up = true;
  private volatile boolean closed;

  private RedisClient(Vertx vertx, Redis redis) {
    this.vertx = vertx;
    this.redis = redis;
  }

  /** A client; connects on first use. */
  public static RedisClient connect(Vertx vertx, RedisConfig config) {
    RedisClient client = new RedisClient(vertx, Redis.createClient(vertx, options(config)));
    client.ping();
    return client;
  }

  private static RedisOptions options(RedisConfig config) {
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(
                "redis://%s:%d/%d".formatted(config.host(), config.port(), config.database()))
            .setMaxPoolSize(config.poolSize())
            .setMaxPoolWaiting(config.waitQueue())
            .setNetClientOptions(
                new NetClientOptions()
                    .setConnectTimeout((int) COMMAND_LIMIT_MS)
                    .setTcpNoDelay(true)
                    .setTcpKeepAlive(true));
    return config.password().isEmpty() ? options : options.setPassword(config.password().reveal());
  }

  /** Whether the server answered when it was last asked. */
  public boolean isUp() {
    return up;
  }

  /** Asks the server for a sign of life; a health check. */
  public Future<Void> ping() {
    return attempt(Request.cmd(Command.PING)).mapEmpty();
  }

  /** Sends one command; the reply is null where Redis says nil. Arguments must not be null. */
  public Future<Response> send(Command command, Object... arguments) {
    Request request = Request.cmd(command);
    for (Object argument : arguments) {
      request.arg(String.valueOf(argument));
    }
    return up ? attempt(request) : Future.failedFuture(away(null));
  }

  /** Runs a script by its digest, sending its text only when the server does not know it. */
  public Future<Response> eval(RedisScript script, List<String> keys, List<String> arguments) {
    if (!up) {
      return Future.failedFuture(away(null));
    }
    return attempt(call(Command.EVALSHA, script.sha1(), keys, arguments))
        .recover(
            error ->
                isUnknownScript(error)
                    ? attempt(call(Command.EVAL, script.source(), keys, arguments))
                    : Future.failedFuture(error));
  }

  private static Request call(
      Command command, String script, List<String> keys, List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return request;
  }

  private static boolean isUnknownScript(Throwable error) {
    return isReply(error) && error.toString().startsWith("NOSCRIPT");
  }

  /** Error replies are both a throwable and a response; the client makes one up for a hang-up. */
  private static boolean isReply(Throwable error) {
    return error instanceof Response reply
        && reply.type() == ResponseType.ERROR
        && !error.toString().startsWith("CONNECTION_CLOSED");
  }

  private Future<Response> attempt(Request request) {
    return redis
        .send(request)
        .timeout(COMMAND_LIMIT_MS, TimeUnit.MILLISECONDS)
        .onSuccess(reply -> answered())
        .recover(this::failed);
  }

  private void answered() {
    if (!up) {
      up = true;
      log.info("redis is back");
    }
  }

  /** An error reply is an answer; anything else means that the server is away. */
  private Future<Response> failed(Throwable error) {
    if (isReply(error)) {
      answered();
      return Future.failedFuture(error);
    }
    boolean busy = error instanceof ConnectionPoolTooBusyException;
    if (up && !closed && !busy) {
      up = false;
      log.atWarn().addKeyValue("cause", String.valueOf(error.getMessage())).log("redis is away");
      vertx.setTimer(PROBE_PERIOD_MS, id -> probe());
    }
    return Future.failedFuture(away(error));
  }

  private void probe() {
    if (!closed && !up) {
      ping().onFailure(error -> vertx.setTimer(PROBE_PERIOD_MS, id -> probe()));
    }
  }

  private static FailureException away(Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, "Redis is not available").asException(cause);
  }

  /** Closes the pool. */
  public Future<Void> close() {
    closed = true;
    return redis.close();
  }
}
