package dev.migratedeploy.rehearsal.engine;

import java.util.List;

/**
 * The program that writes a database's schema, with what its files need before Flyway reads them.
 */
enum DumpTool {
  PG_DUMP("pg_dump --schema-only --no-owner", " --no-privileges", "--encoding=UTF8") {
    @Override
    Forgiven forgives() {
      return Forgiven.IN_A_DUMP;
    }

    @Override
    DumpLines read(List<String> lines) {
      return PsqlLines.of(lines);
    }
  },
  MYSQLDUMP("mysqldump --no-data --routines --events", "", "--default-character-set=utf8mb4") {
    @Override
    Forgiven forgives() {
      return Forgiven.IN_A_MYSQL_DUMP;
    }

    @Override
    DumpLines read(List<String> lines) {
      return MySqlDumpLines.of(lines);
    }
  };

  private final String command;
  private final String less;
  final String encoding;

  DumpTool(String command, String less, String encoding) {
    this.command = command;
    this.less = less;
    this.encoding = encoding;
  }

  static DumpTool of(EmptyDatabase database) {
    return database.isPostgreSql() ? PG_DUMP : MYSQLDUMP;
  }

  /** As the manual writes it, such as {@code pg_dump --schema-only --no-owner}. */
  String command() {
    return command;
  }

  /** With the options for a file that nobody could load. */
  String commandForLess() {
    return command + less;
  }

  /** Which failures of a file's statements are of no importance. */
  abstract Forgiven forgives();

  abstract DumpLines read(List<String> lines);
}
