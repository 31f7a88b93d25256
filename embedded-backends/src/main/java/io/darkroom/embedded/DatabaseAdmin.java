package io.darkroom.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Makes and drops databases for tests; names are ours and need no quoting. */
final class DatabaseAdmin {
  private DatabaseAdmin() {}

  static PostgresAddress create(PostgresAddress server, String name) {
    run(server, "CREATE DATABASE " + name);
    return server.withDatabase(name);
  }

  static void drop(PostgresAddress server, String name) {
    run(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static void run(PostgresAddress server, String sql) {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("connectTimeout", "30");
    properties.setProperty("socketTimeout", "60");
    String url =
        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database();
    try (Connection connection = DriverManager.getConnection(url, properties);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BackendException(server + " refused '" + sql + "': " + e.getMessage(), e);
    }
  }
}
