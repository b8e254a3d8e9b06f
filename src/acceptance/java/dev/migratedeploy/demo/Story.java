package dev.migratedeploy.demo;

import dev.migratedeploy.flyway.scripts.ScriptName;
import dev.migratedeploy.flyway.scripts.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scripts with which the demo goes on, above the highest version of those that are there. */
record Story(BigInteger highest) {
  private static final String SCRIPTS = "db-migrations/scripts/";

  static Story after(Collection<String> paths) {
    return new Story(
        paths.stream()
            .map(path -> ScriptName.of(path.substring(path.lastIndexOf('/') + 1)))
            .filter(ScriptName.Versioned.class::isInstance)
            .map(name -> ((ScriptName.Versioned) name).version())
            .max(Version::compareTo)
            .map(version -> version.parts().get(0))
            .orElse(BigInteger.ZERO));
  }

  /** The texts of the versioned scripts in the order of their versions. */
  static List<String> versioned(Map<String, byte[]> files) {
    Map<Version, String> texts = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          if (ScriptName.of(path.substring(path.lastIndexOf('/') + 1))
              instanceof ScriptName.Versioned name) {
            texts.put(name.version(), new String(text, StandardCharsets.UTF_8));
          }
        });
    return List.copyOf(texts.values());
  }

  Map<String, byte[]> goodScript() {
    return script(
        1,
        "wish_list",
        """
        CREATE TABLE wish_list (
          customer_id bigint NOT NULL,
          product_id  bigint NOT NULL,
          PRIMARY KEY (customer_id, product_id)
        );
        """);
  }

  Map<String, byte[]> brokenScript() {
    return script(
        2,
        "wish_list_note",
        """
        CREATE TABLE wish_list_note (note text NOT NULL);

        ALTER TABLE wishlist
          ADD COLUMN note text;
        """);
  }

  private Map<String, byte[]> script(int step, String name, String sql) {
    String version = highest.add(BigInteger.valueOf(step)).toString();
    return Map.of(
        SCRIPTS + "V" + version + "__" + name + ".sql", sql.getBytes(StandardCharsets.UTF_8));
  }
}
