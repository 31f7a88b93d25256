package io.darkroom.job.store;

import io.darkroom.codecs.message.Lane;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Images, always for one owner, unless the owner has published one. */
public final class ImageStore {
  private static final String COLUMNS =
      "id, owner, name, sha256, format, width, height, frames, bytes, progressive, lane,"
          + " created_at";
  private static final String INSERT =
      "INSERT INTO job.images ("
          + COLUMNS
          + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
  private static final String USED =
      """
      INSERT INTO job.usage AS u (owner, day, shard, images, bytes)
      VALUES ($1, ($2::timestamptz AT TIME ZONE 'UTC')::date, $3, 1, $4)
      ON CONFLICT (owner, day, shard) DO UPDATE SET images = u.images + 1,
        bytes = u.bytes + excluded.bytes
      """;
  private static final String FIND =
      "SELECT " + COLUMNS + " FROM job.images WHERE id = $1 AND owner = $2";
  private static final String FIND_PUBLISHED =
      "SELECT " + COLUMNS + " FROM job.images WHERE id = $1";
  private static final String FIND_ALL =
      "SELECT " + COLUMNS + " FROM job.images WHERE id = ANY($1) AND owner = $2";
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + """
           FROM job.images
          WHERE owner = $1 AND ($2::text IS NULL OR id < $2)
            AND ($3::text IS NULL OR position(lower($3) IN lower(name)) > 0)
          ORDER BY id DESC LIMIT $4
          """;

  private final Database database;
  private final UsageStore usage;
  private final BlobLedger blobs;

  /** Images in this database, with their bytes counted in this ledger. */
  public ImageStore(Database database, UsageStore usage, BlobLedger blobs) {
    this.database = database;
    this.usage = usage;
    this.blobs = blobs;
  }

  /**
   * Writes an image whose bytes are in the blob store; fails when they no longer are, and with
   * {@code quota-exceeded} when the owner has no room for it.
   */
  public Future<Void> insert(StoredImage image, Quota quota) {
    var reference = new BlobLedger.Reference(image.sha256(), image.bytes(), 1);
    return database.transaction(
        conn ->
            usage
                .requireRoom(conn, image.owner(), quota, image.bytes())
                .compose(_ -> blobs.retain(conn, List.of(reference)))
                .compose(_ -> conn.preparedQuery(INSERT).execute(row(image)))
                .compose(_ -> used(conn, image)));
  }

  /** Makes bytes known that no image came to need, so that the collector takes them away. */
  public Future<Void> abandon(String sha256, long bytes) {
    var reference = new BlobLedger.Reference(sha256, bytes, 0);
    return database.transaction(conn -> blobs.retain(conn, List.of(reference)));
  }

  /** Finds an owner's image. */
  public Future<Optional<StoredImage>> find(String owner, String id) {
    return database
        .read(db -> db.preparedQuery(FIND).execute(Tuple.of(id, owner)))
        .map(rows -> list(rows).stream().findFirst());
  }

  /** Finds an image whoever's it is; only for who holds a proof that its owner shows it. */
  public Future<Optional<StoredImage>> findPublished(String id) {
    return database
        .query(db -> db.preparedQuery(FIND_PUBLISHED).execute(Tuple.of(id)))
        .map(rows -> list(rows).stream().findFirst());
  }

  /** Finds those of an owner's images that exist, by id. */
  public Future<Map<String, StoredImage>> findAll(String owner, Collection<String> ids) {
    return database
        .read(db -> db.preparedQuery(FIND_ALL).execute(Tuple.of(ids.toArray(String[]::new), owner)))
        .map(
            rows -> {
              Map<String, StoredImage> found = new HashMap<>();
              list(rows).forEach(image -> found.put(image.id(), image));
              return found;
            });
  }

  /** Lists an owner's images, newest first. */
  public Future<Page<StoredImage>> list(
      String owner, Optional<String> text, Optional<String> after, int limit) {
    return database
        .query(
            db ->
                db.preparedQuery(LIST)
                    .execute(Tuple.of(owner, after.orElse(null), text.orElse(null), limit + 1)))
        .map(rows -> Page.of(list(rows), limit, StoredImage::id));
  }

  private static Future<Void> used(SqlConnection conn, StoredImage image) {
    int shard = ThreadLocalRandom.current().nextInt(16);
    return conn.preparedQuery(USED)
        .execute(Tuple.of(image.owner(), Columns.time(image.createdAt()), shard, image.bytes()))
        .mapEmpty();
  }

  private static Tuple row(StoredImage image) {
    return Tuple.tuple()
        .addString(image.id())
        .addString(image.owner())
        .addString(image.name())
        .addString(image.sha256())
        .addString(image.format())
        .addInteger(image.width())
        .addInteger(image.height())
        .addInteger(image.frames())
        .addLong(image.bytes())
        .addBoolean(image.progressive())
        .addString(image.lane().wire())
        .addOffsetDateTime(Columns.time(image.createdAt()));
  }

  private static List<StoredImage> list(RowSet<Row> rows) {
    List<StoredImage> images = new ArrayList<>();
    rows.forEach(row -> images.add(image(row)));
    return images;
  }

  static StoredImage image(Row row) {
    return new StoredImage(
        row.getString("id"),
        row.getString("owner"),
        row.getString("name"),
        row.getString("sha256"),
        row.getString("format"),
        row.getInteger("width"),
        row.getInteger("height"),
        row.getInteger("frames"),
        row.getLong("bytes"),
        row.getBoolean("progressive"),
        Lane.valueOf(row.getString("lane").toUpperCase(Locale.ROOT)),
        Columns.instant(row, "created_at"));
  }
}
