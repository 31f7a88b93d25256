package io.darkroom.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP link to a server that a test can cut, freeze and refuse. */
public final class CuttableLink implements AutoCloseable {
  private final NetServer server;
  private final NetClient client;
  private final String host;
  private final int port;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile boolean refusing;

  /** Opens a link to this server on a port of its own. */
  public CuttableLink(Vertx vertx, String host, int port) {
    this.host = host;
    this.port = port;
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(this::accept);
    Eventually.get(server.listen(0, "127.0.0.1"));
  }

  private void accept(NetSocket near) {
    accepted.incrementAndGet();
    if (refusing) {
      near.close();
      return;
    }
    near.pause();
    client.connect(port, host).onSuccess(far -> join(near, far)).onFailure(error -> near.close());
  }

  private void join(NetSocket near, NetSocket far) {
    sockets.addAll(List.of(near, far));
    near.pipeTo(far);
    far.pipeTo(near);
    near.closeHandler(v -> close(near, far));
    far.closeHandler(v -> close(near, far));
  }

  private void close(NetSocket near, NetSocket far) {
    sockets.removeAll(List.of(near, far));
    near.close();
    far.close();
  }

  /** Where the link listens, on 127.0.0.1. */
  public int port() {
    return server.actualPort();
  }

  /** How many connections were asked for. */
  public int accepted() {
    return accepted.get();
  }

  /** Closes all connections; new ones go through. */
  public void cut() {
    Set.copyOf(sockets).forEach(NetSocket::close);
  }

  /** Stops all bytes on open connections without closing them. */
  public void freeze() {
    sockets.forEach(NetSocket::pause);
  }

  /** Whether new connections are closed at once. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  @Override
  public void close() {
    cut();
    Eventually.get(Future.join(server.close(), client.close()));
  }
}
