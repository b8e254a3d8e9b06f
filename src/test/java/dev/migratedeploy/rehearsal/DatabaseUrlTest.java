package dev.migratedeploy.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migratedeploy.rehearsal.EngineRequest.Address;
import dev.migratedeploy.support.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write for the address of a database. */
class DatabaseUrlTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@database:5432/app, jdbc:postgresql://database:5432/app, u, p",
    "postgres://u:p@database/app, jdbc:postgresql://database/app, u, p",
    "jdbc:postgresql://database:5432/app, jdbc:postgresql://database:5432/app, , ",
    "jdbc:postgresql://database/app?user=u&password=p&sslmode=disable,"
        + " jdbc:postgresql://database/app?sslmode=disable, u, p",
    "postgresql://database, jdbc:postgresql://database/, , ",
    "postgresql://u%40x:p%2Fw%3F@[::1]:5432/app, jdbc:postgresql://[::1]:5432/app, u@x, p/w?",
    "postgresql://u:p@w@database/app, jdbc:postgresql://database/app, u, p@w",
    "postgresql://u:p?#w@database/app, jdbc:postgresql://database/app, u, p?#w",
    "postgresql://u:a+b@database/app, jdbc:postgresql://database/app, u, a+b",
    "jdbc:postgresql://h:1/app?user=a@b&password=c@d?e, jdbc:postgresql://h:1/app, a@b, c@d?e",
    "postgres://u:Superp@$$W0rd01@db_host:5432/db, jdbc:postgresql://db_host:5432/db, u,"
        + " Superp@$$W0rd01",
    "postgres://u:100%@h/d, jdbc:postgresql://h/d, u, 100%",
    "postgres://u:t9>EBKf/Kmp0!@h/d, jdbc:postgresql://h/d, u, t9>EBKf/Kmp0!",
    "postgres://u:x[oer?[$dk}o@h.rds.amazonaws.com:5432/d,"
        + " jdbc:postgresql://h.rds.amazonaws.com:5432/d, u, x[oer?[$dk}o",
    "mariadb://u:p@database/app, jdbc:mariadb://database/app, u, p",
    "mysql://root:p@mysql:3306/app, jdbc:mariadb://mysql:3306/app?allowPublicKeyRetrieval=true,"
        + " root, p",
    "jdbc:mysql://mysql/app?useSSL=false,"
        + " jdbc:mariadb://mysql/app?useSSL=false&allowPublicKeyRetrieval=true, , ",
    "PostgreSQL://u@database/app, jdbc:postgresql://database/app, u, ",
  })
  void aUrlBecomesOneOfJdbcWithoutItsLogin(
      String written, String jdbc, String user, String password) {
    DatabaseUrl read = DatabaseUrl.of(written, Optional.empty(), Optional.empty());

    assertThat(read.problems()).isEmpty();
    assertThat(read.address()).hasValueSatisfying(address -> is(address, jdbc, user, password));
    assertThat(read.secrets().contains(String.valueOf(password))).isEqualTo(password != null);
  }

  private static void is(Address address, String jdbc, String user, String password) {
    assertThat(address).isInstanceOf(Address.Server.class);
    Address.Server server = (Address.Server) address;
    assertThat(server.url()).isEqualTo(jdbc);
    assertThat(server.user()).isEqualTo(Optional.ofNullable(user));
    assertThat(server.password().map(Secret::reveal)).isEqualTo(Optional.ofNullable(password));
  }

  @Test
  void theUrlsOwnLoginCountsAndElseTheOneBesideIt() {
    Optional<String> user = Optional.of("beside");
    Optional<String> password = Optional.of("secret of its own");

    is(
        DatabaseUrl.of("postgresql://database/app", user, password).address().orElseThrow(),
        "jdbc:postgresql://database/app",
        "beside",
        "secret of its own");
    is(
        DatabaseUrl.of("postgresql://u:p@database/app", user, password).address().orElseThrow(),
        "jdbc:postgresql://database/app",
        "u",
        "p");
  }

  @Test
  void theDatabaseOfTheToolHasANameOfItsOwn() {
    assertThat(DatabaseUrl.of(" Embedded ", Optional.empty(), Optional.empty()).address())
        .contains(new Address.Embedded());
  }

  /** A password must not be shown, wherever the mistake is. */
  @ParameterizedTest
  @CsvSource({
    "$DATABASE_URL, the name of a variable that is not set in this job",
    "${DATABASE_URL}, the name of a variable that is not set in this job",
    "database, it is no URL",
    "oracle://u:geheim99@h/d, 'PostgreSQL, MySQL and MariaDB, and it names oracle'",
    "jdbc:sqlserver://h;password=geheim99, it names sqlserver",
    "sqlite:///tmp/a, it names sqlite",
    "postgresql:///app, it names no host",
    "postgresql://u:geheim99@/app, it names no host",
    "postgresql://u:geheim99@h:99999/app, there is no port 99999",
    "postgresql://u:geheim99@h:54x2/app, what should be its host and port is none",
    "postgresql://u:geheim99@h h/app, what should be its host and port is none",
    "mysql://u:geheim99@h, it names no database",
    "mysql://u:geheim99@h/, it names no database",
    "postgresql://u:geheim99@h/app/b, the name of its database holds a slash",
  })
  void whatCannotBeOneIsToldWithTheForm(String written, String why) {
    DatabaseUrl read = DatabaseUrl.of(written, Optional.empty(), Optional.empty());

    assertThat(read.address()).isEmpty();
    assertThat(read.problems())
        .singleElement()
        .asString()
        .startsWith("--database: ")
        .contains(why)
        .contains("write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
        .doesNotContain("geheim99");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(DatabaseUrl.of("mysql://h:0", Optional.empty(), Optional.empty()).problems())
        .hasSize(2);
  }

  @Test
  void thePasswordOfAKeyIsSecretToo() {
    DatabaseUrl read =
        DatabaseUrl.of(
            "postgresql://u@database/app?sslpassword=of%20key&sslkey=client.pk8",
            Optional.empty(), Optional.empty());

    assertThat(read.secrets()).containsExactly("of%20key", "of key");
  }
}
