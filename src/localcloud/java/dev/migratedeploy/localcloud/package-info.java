/** GitLab, a registry, AWS and a database on this machine: what the demo and the tests run on. */
@NullMarked
package dev.migratedeploy.localcloud;

import org.jspecify.annotations.NullMarked;
