/** Where Flyway looks for a migration that is a class. */
package dev.migratedeploy.observer.migrations;
