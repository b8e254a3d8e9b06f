package dev.migratedeploy.imagebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** A user's own driver, for a folder {@code drivers}; it says that it is asked. */
public final class TrialDriver extends Driver {
  static final String WORDS = "a driver of the user's own";

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    System.out.println(WORDS);
    return super.connect(url, properties);
  }
}
