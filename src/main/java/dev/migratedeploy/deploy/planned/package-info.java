/** A plan that was looked at, and the deploy of just what it showed. */
@NullMarked
package dev.migratedeploy.deploy.planned;

import org.jspecify.annotations.NullMarked;
