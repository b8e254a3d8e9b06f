package dev.migratedeploy.deploy.request;

import java.util.List;

/**
 * What a task is to tell beside its work.
 *
 * @param due the scripts that a success must find in the database
 * @param tables the tables whose sizes are asked for, as the scripts name them
 */
public record Inquiry(DueScripts due, List<String> tables) {
  public static final Inquiry NONE = new Inquiry(DueScripts.none(), List.of());

  public Inquiry {
    tables = List.copyOf(tables);
  }
}
