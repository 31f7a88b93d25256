package io.darkroom.job.store;

import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.MessageCodec;
import io.darkroom.codecs.message.OwnerEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Writes what has to be told to the broker in the same transaction as the change it tells of.
 * Whoever sees the change committed may rely on it being told.
 */
final class Outbox {
  private static final String INSERT =
      """
      INSERT INTO job.outbox (kind, owner, job_id, sequence, body) VALUES ($1, $2, $3, $4, $5)
      """;

  private Outbox() {}

  static Future<Void> add(SqlConnection conn, Collection<? extends Message> messages) {
    List<Tuple> rows = messages.stream().map(Outbox::row).toList();
    return rows.isEmpty()
        ? Future.succeededFuture()
        : conn.preparedQuery(INSERT).executeBatch(rows).mapEmpty();
  }

  static String text(Message message) {
    return new String(MessageCodec.encode(message), StandardCharsets.UTF_8);
  }

  private static Tuple row(Message message) {
    return switch (message) {
      case JobEvent e -> Tuple.of(e.kind().wire(), e.owner(), e.jobId(), e.sequence(), text(e));
      case OwnerEvent e -> Tuple.of(e.kind().wire(), e.owner(), null, null, text(e));
      case DeadLetter e -> Tuple.of(OutboxStore.DEAD, "", null, null, text(e));
      default -> throw new IllegalArgumentException("not for the outbox: " + message.getClass());
    };
  }
}
