package io.darkroom.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Hangs up on clients that keep a connection without asking anything. A client that sends its
 * headers one byte at a time never looks idle to the socket; here only a whole request counts. To
 * be used from one event loop.
 */
public final class ConnectionWatch {
  private static final long MOST_PERIOD_MILLIS = 1_000;

  private final int most;
  private final long idleNanos;
  private final Vertx vertx;
  private final long timer;
  private final Map<HttpConnection, State> connections = new HashMap<>();

  private static final class State {
    private int active;
    private boolean condemned;
    private long idleSince = System.nanoTime();
  }

  /** Watches at most so many connections, each of which may idle for so long. */
  public ConnectionWatch(Vertx vertx, int most, Duration idle) {
    this.vertx = vertx;
    this.most = most;
    this.idleNanos = idle.toNanos();
    this.timer =
        vertx.setPeriodic(
            Math.max(10, Math.min(MOST_PERIOD_MILLIS, idle.toMillis() / 4)), id -> sweep());
  }

  /** A server's connection handler. */
  public void opened(HttpConnection connection) {
    if (connections.size() >= most) {
      connection.close();
      return;
    }
    connections.put(connection, new State());
    connection.closeHandler(closed -> connections.remove(connection));
  }

  /** A router handler: while a request is answered its connection is not idle. */
  public void handle(RoutingContext ctx) {
    State state = connections.get(ctx.request().connection());
    if (state != null) {
      state.active++;
      ctx.addEndHandler(ended -> finished(state));
    }
    ctx.next();
  }

  /** Nothing that still arrives on this connection is to be looked at. */
  void condemn(HttpConnection connection) {
    State state = connections.get(connection);
    if (state != null) {
      state.condemned = true;
    }
  }

  /** Whether a connection sent something that makes all that follows doubtful. */
  boolean isCondemned(HttpConnection connection) {
    State state = connections.get(connection);
    return state != null && state.condemned;
  }

  /** How many clients are connected. */
  public int size() {
    return connections.size();
  }

  /** Stops to watch. */
  public void close() {
    vertx.cancelTimer(timer);
  }

  private static void finished(State state) {
    state.active--;
    state.idleSince = System.nanoTime();
  }

  private void sweep() {
    long now = System.nanoTime();
    Iterator<Map.Entry<HttpConnection, State>> all = connections.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<HttpConnection, State> entry = all.next();
      State state = entry.getValue();
      if (state.active == 0 && now - state.idleSince > idleNanos) {
        all.remove();
        entry.getKey().closeHandler(null).close();
      }
    }
  }
}
