/** What happens in a run, told as it happens. */
@NullMarked
package dev.migratedeploy.deploy.event;

import org.jspecify.annotations.NullMarked;
