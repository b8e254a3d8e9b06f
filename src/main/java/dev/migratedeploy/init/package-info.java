/** What a project begins with: settings, a CI snippet, and what AWS needs for them. */
@NullMarked
package dev.migratedeploy.init;

import org.jspecify.annotations.NullMarked;
