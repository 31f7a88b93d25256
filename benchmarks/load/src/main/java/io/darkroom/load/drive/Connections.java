package io.darkroom.load.drive;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Opens keep-alive connections, each used by exactly one caller at a time. */
public final class Connections {
  /** Fewer at once than a listen queue holds. */
  private static final int AT_ONCE = 64;

  private final HttpClientAgent client;
  private final HttpConnectOptions target;

  /** Connections to the host and port of an address. */
  public Connections(HttpClientAgent client, URI base) {
    this.client = client;
    this.target =
        new HttpConnectOptions()
            .setHost(base.getHost())
            .setPort(base.getPort())
            .setConnectTimeout(10_000);
  }

  /** One connection. */
  public Future<HttpClientConnection> open() {
    return client.connect(target);
  }

  /** This many connections; fails when one of them does. */
  public Future<List<HttpClientConnection>> open(int count) {
    return openRest(count, new ArrayList<>(count));
  }

  private Future<List<HttpClientConnection>> openRest(int count, List<HttpClientConnection> open) {
    int missing = count - open.size();
    if (missing == 0) {
      return Future.succeededFuture(List.copyOf(open));
    }
    List<Future<HttpClientConnection>> batch = new ArrayList<>();
    for (int i = 0; i < Math.min(AT_ONCE, missing); i++) {
      batch.add(open());
    }
    return Future.all(batch)
        .compose(
            all -> {
              open.addAll(all.list());
              return openRest(count, open);
            });
  }
}
