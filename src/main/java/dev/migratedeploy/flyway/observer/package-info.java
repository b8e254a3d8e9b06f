/** What the observer inside Flyway tells in lines of the log, read, checked and put together. */
@NullMarked
package dev.migratedeploy.flyway.observer;

import org.jspecify.annotations.NullMarked;
