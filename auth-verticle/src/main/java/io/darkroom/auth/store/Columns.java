package io.darkroom.auth.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How instants and rows cross the driver. */
final class Columns {
  private Columns() {}

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static OffsetDateTime at(Optional<Instant> instant) {
    return instant.map(Columns::at).orElse(null);
  }

  static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static Optional<Instant> optionalInstant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> mapping) {
    var iterator = rows.iterator();
    return iterator.hasNext() ? Optional.of(mapping.apply(iterator.next())) : Optional.empty();
  }

  static <T> List<T> all(RowSet<Row> rows, Function<Row, T> mapping) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(mapping.apply(row)));
    return List.copyOf(list);
  }
}
