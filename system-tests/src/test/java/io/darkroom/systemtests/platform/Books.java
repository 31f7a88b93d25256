package io.darkroom.systemtests.platform;

import io.darkroom.embedded.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/** Reads the platform's database, past the platform and past the proxy. */
public final class Books {
  private final Supplier<PostgresAddress> address;

  /** The books at an address that changes when the server is started again. */
  public Books(Supplier<PostgresAddress> address) {
    this.address = address;
  }

  /** The number a query answers. */
  public long number(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  /** Each row as one line of text, columns apart by a blank. */
  public List<String> rows(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(result.getString(column));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection connect() throws SQLException {
    PostgresAddress at = address.get();
    Properties properties = new Properties();
    properties.setProperty("user", at.user());
    properties.setProperty("password", at.password());
    properties.setProperty("socketTimeout", "60");
    String url = "jdbc:postgresql://" + at.host() + ":" + at.port() + "/" + at.database();
    return DriverManager.getConnection(url, properties);
  }
}
