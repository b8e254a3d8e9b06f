/** SQL scripts read tolerantly: their statements, and which of them destroy data. */
@NullMarked
package dev.migratedeploy.findings.sql;

import org.jspecify.annotations.NullMarked;
