package dev.migratedeploy.plan.pending;

import dev.migratedeploy.changes.ScriptChange;
import java.time.Instant;
import java.util.Optional;

/**
 * A script of this commit that an environment does not have as it is.
 *
 * @param path below the scripts folder
 * @param kind what became of it since the environment's last deployment
 * @param since when it came to this branch; absent if that is not known
 */
public record PendingScript(String path, ScriptChange.Kind kind, Optional<Instant> since) {}
