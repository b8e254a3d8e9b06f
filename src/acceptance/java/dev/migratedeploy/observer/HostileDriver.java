package dev.migratedeploy.observer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** PostgreSQL's driver, except that whatever the observer asks of a connection is thrown at it. */
public final class HostileDriver implements Driver {
  /** What is thrown, from which call on, and of which connections. */
  static final String THROWN = "HOSTILE_THROWN";

  static final String FROM = "HOSTILE_FROM";
  static final String OWN_ONLY = "HOSTILE_OWN_ONLY";

  private static final AtomicInteger CALLS = new AtomicInteger();

  private final Driver driver = driver();

  private static Driver driver() {
    try {
      return Class.forName("org.postgresql.Driver")
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    boolean own = isAskedByObserver();
    if (own) {
      perhapsThrow();
    }
    boolean spared = !own && Boolean.parseBoolean(System.getenv(OWN_ONLY));
    Connection connection = driver.connect(url, properties);
    return spared
        ? connection
        : (Connection)
            Proxy.newProxyInstance(
                HostileDriver.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (isAskedByObserver() && !method.getName().equals("close")) {
                    perhapsThrow();
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  private static boolean isAskedByObserver() {
    return Arrays.stream(new Throwable().getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> name.startsWith("dev.migratedeploy.observer."))
        .anyMatch(
            name ->
                !name.startsWith(HostileDriver.class.getName())
                    && !name.startsWith(ObservedFlyway.class.getName()));
  }

  private static void perhapsThrow() throws SQLException {
    if (CALLS.incrementAndGet() < Integer.parseInt(System.getenv(FROM))) {
      return;
    }
    switch (System.getenv(THROWN)) {
      case "error" -> throw new NoClassDefFoundError("hostile");
      case "memory" -> throw new OutOfMemoryError("hostile");
      case "sql" -> throw new SQLException("hostile", "08006");
      default -> throw new IllegalStateException("hostile");
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties)
      throws SQLException {
    return driver.getPropertyInfo(url, properties);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("hostile");
  }
}
