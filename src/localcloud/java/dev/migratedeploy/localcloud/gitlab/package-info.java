/** A GitLab with one project: its REST interface over a real git repository. */
@NullMarked
package dev.migratedeploy.localcloud.gitlab;

import org.jspecify.annotations.NullMarked;
