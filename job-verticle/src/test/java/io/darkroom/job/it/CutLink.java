package io.darkroom.job.it;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A way to a server on which a test cuts every connection. New ones may be made at once. */
final class CutLink {
  private final NetServer server;
  private final NetClient client;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();

  CutLink(Vertx vertx, String host, int port) throws TimeoutException {
    client = vertx.createNetClient();
    server =
        vertx
            .createNetServer()
            .connectHandler(near -> accept(near, host, port))
            .listen(0, "127.0.0.1")
            .await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  int port() {
    return server.actualPort();
  }

  void cut() {
    open.forEach(NetSocket::close);
  }

  private void accept(NetSocket near, String host, int port) {
    near.pause();
    client.connect(port, host).onSuccess(far -> join(near, far)).onFailure(_ -> near.close());
  }

  private void join(NetSocket near, NetSocket far) {
    open.add(near);
    near.closeHandler(
        _ -> {
          open.remove(near);
          far.close();
        });
    far.closeHandler(_ -> near.close());
    near.pipeTo(far);
    far.pipeTo(near);
  }
}
