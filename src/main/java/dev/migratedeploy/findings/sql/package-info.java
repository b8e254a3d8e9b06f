/** SQL scripts read tolerantly: statements, and which of them destroy data. */
@NullMarked
package dev.migratedeploy.findings.sql;

import org.jspecify.annotations.NullMarked;
