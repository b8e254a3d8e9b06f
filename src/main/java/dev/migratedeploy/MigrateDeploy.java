package dev.migratedeploy;

/** The command line's entry point. */
public final class MigrateDeploy {
  private MigrateDeploy() {}

  public static void main(String[] args) {
    System.out.println("migrate-deploy");
  }
}
