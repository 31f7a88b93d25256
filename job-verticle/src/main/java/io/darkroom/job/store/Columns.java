package io.darkroom.job.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the column types of this schema. */
final class Columns {
  private Columns() {}

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static Optional<Instant> optionalInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static Optional<String> optionalString(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  /** One column of all rows. */
  static List<String> strings(RowSet<Row> rows, String column) {
    List<String> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(row.getString(column)));
    return values;
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static OffsetDateTime timeOrNull(Optional<Instant> instant) {
    return instant.map(Columns::time).orElse(null);
  }
}
