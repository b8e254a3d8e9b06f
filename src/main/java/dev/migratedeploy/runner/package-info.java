/**
 * A GitLab Runner that can do nothing but deploy migrations: who may have what done, and what of it
 * is left behind.
 */
@NullMarked
package dev.migratedeploy.runner;

import org.jspecify.annotations.NullMarked;
