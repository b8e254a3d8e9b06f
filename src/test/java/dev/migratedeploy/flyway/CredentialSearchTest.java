package dev.migratedeploy.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSearchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flyway.password=s3cr3t                                      | flyway.password holds a secret
          flyway.password : s3cr3t                                    | flyway.password holds a secret
          flyway.password s3cr3t                                      | flyway.password holds a secret
          FLYWAY.PASSWORD=s3cr3t                                      | FLYWAY.PASSWORD holds a secret
          flyway.password=${PREFIX}s3cr3t                             | flyway.password holds a secret
          flyway.jdbcProperties.ssl.password=s3cr3t                   | flyway.jdbcProperties.ssl.password holds a secret
          flyway.jdbcProperties.accessToken=s3cr3t                    | flyway.jdbcProperties.accessToken holds a secret
          flyway.vault.token=s3cr3t                                   | flyway.vault.token holds a secret
          flyway.url=jdbc:postgresql://db/x?user=a&password=s3cr3t    | the URL of flyway.url carries a secret
          flyway.url=jdbc:sqlserver://db;user=a;Password=s3cr3t       | the URL of flyway.url carries a secret
          flyway.url=jdbc:mysql://db/x?sslTrustStorePwd=s3cr3t&a=b    | the URL of flyway.url carries a secret
          flyway.url=jdbc:postgresql://app:s3cr3t@db/x                | the URL of flyway.url carries a secret
          flyway.url=jdbc:postgresql://${USER}:s3cr3t@db/x            | the URL of flyway.url carries a secret
          flyway.url=jdbc:oracle:thin:app/s3cr3t@//db:1521/x          | the URL of flyway.url carries a secret
          """)
  void aSecretInPropertiesIsFoundAndNotShown(String line, String finding) {
    assertThat(CredentialSearch.secretsIn("db/flyway.conf", "flyway.user=app\n" + line + "\n"))
        .containsExactly("db/flyway.conf:2: " + finding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flyway.password=",
        "flyway.password=${DB_PASSWORD}",
        "# flyway.password=s3cr3t",
        "! flyway.url=jdbc:postgresql://app:s3cr3t@db/x",
        "flyway.user=app",
        "flyway.passwordPolicy=strict",
        "flyway.dapr.secrets=one,two",
        "flyway.url=jdbc:postgresql://db:5432/x?user=app",
        "flyway.url=jdbc:postgresql://db/x?user=app&password=${DB_PASSWORD}",
        "flyway.url=jdbc:postgresql://db/x?password=&user=app",
        "flyway.url=jdbc:postgresql://${USER}:${PASSWORD}@db/x",
        "flyway.url=jdbc:oracle:thin:@//db:1521/x",
        "flyway.url=jdbc:oracle:thin:app/${PASSWORD}@//db:1521/x",
        "just words"
      })
  void propertiesWithoutASecretPass(String line) {
    assertThat(CredentialSearch.secretsIn("flyway.conf", line)).isEmpty();
  }

  @Test
  void aValueOnTheNextLineBelongsToItsKey() {
    assertThat(CredentialSearch.secretsIn("a.properties", "x=1\nflyway.password=\\\n  s3cr3t\n"))
        .containsExactly("a.properties:2: flyway.password holds a secret");
    assertThat(CredentialSearch.secretsIn("a.conf", "# remark \\\nflyway.password=s3cr3t\n"))
        .containsExactly("a.conf:2: flyway.password holds a secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          password = "s3cr3t"                                     | password holds a secret
          "password"='s3cr3t'                                     | password holds a secret
          environments . prod.password = "s3cr3t" # why           | environments.prod.password holds a secret
          prod = { url = "jdbc:x", password = "s3cr3t" }          | password holds a secret
          prod={url="jdbc:x",jdbcProperties={accessToken="s3cr3t"}} | accessToken holds a secret
          list = [{ password = "s3cr3t" }]                        | password holds a secret
          password = ""\"s3cr3t""\"                               | password holds a secret
          password = ""\"                                         | password holds a secret
          token = 12345                                           | token holds a secret
          url = "jdbc:postgresql://app:s3cr3t@db/x"               | the URL of url carries a secret
          url = "jdbc:sqlserver://db;password=s3cr3t"             | the URL of url carries a secret
          jdbc:postgresql://app:s3cr3t@db/x                       | a URL carries a secret
          """)
  void aSecretInTomlIsFoundAndNotShown(String line, String finding) {
    String text = "[environments.prod]\n\n" + line + "\n";
    assertThat(CredentialSearch.secretsIn("flyway.toml", text))
        .containsExactly("flyway.toml:3: " + finding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = \"\"",
        "password = \"${env.DB_PASSWORD}\"",
        "password = '${vault.password}'",
        "# password = \"s3cr3t\"",
        "user = \"app\" # password = \"s3cr3t\"",
        "user = \"a#b\"",
        "prod = { url = \"jdbc:postgresql://db/x\", password = \"${env.P}\" }",
        "url = \"jdbc:postgresql://${env.U}:${env.P}@db/x\"",
        "[flyway.password]",
        "locations = [\"filesystem:sql\"]"
      })
  void tomlWithoutASecretPasses(String line) {
    assertThat(CredentialSearch.secretsIn("flyway.toml", line)).isEmpty();
  }
}
