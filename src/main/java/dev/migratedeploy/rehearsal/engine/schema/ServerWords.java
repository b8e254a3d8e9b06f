package dev.migratedeploy.rehearsal.engine.schema;

/**
 * What the queries of the catalog need to be told of the server.
 *
 * @param majorVersion PostgreSQL's, such as 17
 * @param user who runs the scripts: what belongs to somebody else is told as that
 */
record ServerWords(int majorVersion, String user) {
  private static final int COMPRESSION_OF_COLUMNS = 14;

  String in(String sql) {
    String written =
        sql.replaceAll(
            "\\$\\{owner:([a-z.]+)}",
            "(SELECT 'OWNER ' || quote_ident(rolname) FROM pg_roles WHERE oid = $1 AND rolname <> "
                + literal(user).replace("\\", "\\\\").replace("$", "\\$")
                + ")");
    return majorVersion < COMPRESSION_OF_COLUMNS
        ? written.replace("a.attcompression", "''")
        : written;
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
