package io.darkroom.job.store;

import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Saved recipes, always for one owner. */
public final class RecipeStore {
  private static final String COLUMNS = "name, recipe, description, created_at, updated_at";
  private static final String INSERT =
      "INSERT INTO job.recipes (owner, "
          + COLUMNS
          + ") VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
  private static final String UPDATE =
      "UPDATE job.recipes SET recipe = $3, description = $4, updated_at = $5"
          + " WHERE owner = $1 AND name = $2 RETURNING "
          + COLUMNS;
  private static final String FIND_ALL =
      "SELECT " + COLUMNS + " FROM job.recipes WHERE owner = $1 AND name = ANY($2)";
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM job.recipes WHERE owner = $1 AND ($2::text IS NULL OR name > $2)"
          + " ORDER BY name LIMIT $3";
  private static final String DELETE = "DELETE FROM job.recipes WHERE owner = $1 AND name = $2";

  private final Database database;

  /** Recipes in this database. */
  public RecipeStore(Database database) {
    this.database = database;
  }

  /** Writes a new recipe; false when the name is taken. */
  public Future<Boolean> insert(String owner, SavedRecipe recipe) {
    return database
        .query(
            db ->
                db.preparedQuery(INSERT)
                    .execute(
                        Tuple.of(
                            owner,
                            recipe.name(),
                            recipe.recipe(),
                            recipe.description(),
                            Columns.time(recipe.createdAt()),
                            Columns.time(recipe.updatedAt()))))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Replaces a recipe; empty when there is none of this name. */
  public Future<Optional<SavedRecipe>> update(String owner, SavedRecipe recipe) {
    return database
        .query(
            db ->
                db.preparedQuery(UPDATE)
                    .execute(
                        Tuple.of(
                            owner,
                            recipe.name(),
                            recipe.recipe(),
                            recipe.description(),
                            Columns.time(recipe.updatedAt()))))
        .map(rows -> list(rows).stream().findFirst());
  }

  /** Finds those of an owner's recipes that exist, by name. */
  public Future<Map<String, SavedRecipe>> findAll(String owner, Collection<String> names) {
    if (names.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return database
        .query(
            db ->
                db.preparedQuery(FIND_ALL)
                    .execute(
                        Tuple.tuple()
                            .addString(owner)
                            .addArrayOfString(names.toArray(String[]::new))))
        .map(
            rows -> {
              Map<String, SavedRecipe> found = new HashMap<>();
              list(rows).forEach(recipe -> found.put(recipe.name(), recipe));
              return found;
            });
  }

  /** Lists an owner's recipes by name. */
  public Future<Page<SavedRecipe>> list(String owner, Optional<String> after, int limit) {
    return database
        .query(db -> db.preparedQuery(LIST).execute(Tuple.of(owner, after.orElse(null), limit + 1)))
        .map(rows -> Page.of(list(rows), limit, SavedRecipe::name));
  }

  /** Removes a recipe; false when there is none of this name. Jobs made with it keep it. */
  public Future<Boolean> delete(String owner, String name) {
    return database
        .query(db -> db.preparedQuery(DELETE).execute(Tuple.of(owner, name)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static List<SavedRecipe> list(RowSet<Row> rows) {
    List<SavedRecipe> recipes = new ArrayList<>();
    for (Row row : rows) {
      recipes.add(
          new SavedRecipe(
              row.getString("name"),
              row.getString("recipe"),
              row.getString("description"),
              Columns.instant(row, "created_at"),
              Columns.instant(row, "updated_at")));
    }
    return recipes;
  }
}
