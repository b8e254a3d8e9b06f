package dev.migratedeploy.rehearsal.engine.schema;

import dev.migratedeploy.rehearsal.engine.schema.SchemaObject.Traits;
import dev.migratedeploy.rehearsal.result.SchemaChange.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rights on an object that differ from those that it has from its creation on. */
final class Grants {
  private static final String PART = "\u001f";
  private static final String END = "\u001e";

  private Grants() {}

  /**
   * A text with who has which rights now, and which without any grant.
   *
   * @param arguments the rights, the letter of their kind, and the owner
   */
  static String sql(String arguments) {
    String[] argument = arguments.split(",\\s*", 3);
    return """
        CASE WHEN %1$s IS NOT NULL THEN (
          SELECT string_agg(
              coalesce(quote_ident(role.rolname), 'PUBLIC') || '%4$s'
                || coalesce(granted.now, '') || '%4$s' || coalesce(granted.implied, ''),
              '%5$s' ORDER BY role.rolname)
          FROM (
            SELECT grantee,
              string_agg(privilege, ', ' ORDER BY privilege) FILTER (WHERE is_now) AS now,
              string_agg(privilege, ', ' ORDER BY privilege) FILTER (WHERE NOT is_now) AS implied
            FROM (
              SELECT true AS is_now, grantee,
                privilege_type || CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
                  AS privilege
              FROM aclexplode(%1$s)
              UNION
              SELECT false, grantee, privilege_type FROM aclexplode(acldefault(%2$s, %3$s))
            ) AS each
            GROUP BY grantee
          ) AS granted
            LEFT JOIN pg_roles AS role ON role.oid = granted.grantee
          WHERE granted.now IS DISTINCT FROM granted.implied) END"""
        .formatted(argument[0], argument[1], argument[2], PART, END);
  }

  static List<SchemaObject> read(String on, @Nullable String text) {
    List<SchemaObject> grants = new ArrayList<>();
    if (text != null) {
      for (String grant : text.split(END, -1)) {
        String[] part = grant.split(PART, -1);
        grants.add(
            new SchemaObject(
                on + " to " + part[0],
                Optional.of(on),
                ObjectType.GRANT,
                part[0],
                part[1].isEmpty() ? "nothing" : part[1],
                new Traits("", part[2], Optional.empty(), Optional.empty())));
      }
    }
    return grants;
  }
}
