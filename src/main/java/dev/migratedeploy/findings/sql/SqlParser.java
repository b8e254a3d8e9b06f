package dev.migratedeploy.findings.sql;

import dev.migratedeploy.findings.sql.DestructiveOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.AlterExpression;
import net.sf.jsqlparser.statement.alter.AlterOperation;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/** Asks JSqlParser what a statement destroys. */
final class SqlParser {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}]*+}");

  private final int line;
  private final List<DestructiveOperation> harms = new ArrayList<>();

  private SqlParser(int line) {
    this.line = line;
  }

  /**
   * Empty if the statement cannot be parsed, which says nothing of it.
   *
   * @param outline of a statement
   * @param line where that begins
   */
  static Optional<List<DestructiveOperation>> harms(String outline, int line) {
    SqlParser parser = new SqlParser(line);
    try {
      // Flyway's placeholders stand for names and texts; the parser knows names.
      String sql = PLACEHOLDER.matcher(outline).replaceAll("placeholder");
      parser.statement(new CCJSqlParser(sql).Statement());
      return Optional.of(parser.harms);
    } catch (ParseException | RuntimeException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private void statement(net.sf.jsqlparser.statement.@Nullable Statement parsed) {
    if (parsed instanceof Delete delete) {
      with(delete.getWithItemsList());
      delete(delete);
    } else if (parsed instanceof Update update) {
      with(update.getWithItemsList());
      update(update);
    } else if (parsed instanceof Select select) {
      with(select.getWithItemsList());
    } else if (parsed instanceof Insert insert) {
      with(insert.getWithItemsList());
    } else if (parsed instanceof Alter alter && alter.getAlterExpressions() != null) {
      alter.getAlterExpressions().forEach(expression -> alter(alter, expression));
    }
  }

  private void with(@Nullable List<WithItem<?>> items) {
    if (items == null) {
      return;
    }
    for (WithItem<?> item : items) {
      Object inner = item.getParenthesedStatement();
      if (inner instanceof net.sf.jsqlparser.statement.delete.ParenthesedDelete delete) {
        statement(delete.getDelete());
      } else if (inner instanceof net.sf.jsqlparser.statement.update.ParenthesedUpdate update) {
        statement(update.getUpdate());
      }
    }
  }

  private void delete(Delete delete) {
    boolean limited =
        delete.getWhere() != null
            || delete.getLimit() != null
            || isThere(delete.getJoins())
            || isThere(delete.getUsingFromItemList());
    if (!limited && delete.getTable() != null) {
      harms.add(
          DestructiveOperation.ofTable(
              Kind.DELETE, delete.getTable().getFullyQualifiedName(), line));
    }
  }

  private void update(Update update) {
    boolean limited =
        update.getWhere() != null
            || update.getLimit() != null
            || isThere(update.getJoins())
            || isThere(update.getStartJoins());
    if (limited || update.getTable() == null) {
      return;
    }
    String table = update.getTable().getFullyQualifiedName();
    List<String> columns =
        update.getUpdateSets().stream()
            .flatMap(set -> set.getColumns().stream())
            .map(Column::getColumnName)
            .toList();
    harms.add(new DestructiveOperation(Kind.UPDATE, "the table " + table, table, columns, line));
  }

  private void alter(Alter alter, AlterExpression expression) {
    String table = alter.getTable().getFullyQualifiedName();
    AlterOperation operation = expression.getOperation();
    String column = expression.getColumnName();
    if (operation == AlterOperation.DROP && column != null) {
      harms.add(DestructiveOperation.ofColumn(table, column, line));
    } else if (operation == AlterOperation.DROP_PARTITION) {
      harms.add(
          new DestructiveOperation(Kind.DROP, "a partition of " + table, table, List.of(), line));
    } else if (operation == AlterOperation.TRUNCATE_PARTITION) {
      harms.add(
          new DestructiveOperation(
              Kind.TRUNCATE, "a partition of " + table, table, List.of(), line));
    }
  }

  private static boolean isThere(@Nullable List<?> parts) {
    return parts != null && !parts.isEmpty();
  }
}
