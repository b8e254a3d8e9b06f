/**
 * Reads which files a commit holds over git itself, by JGit: GitLab opens it to a job token, to
 * which it refuses its REST interface's file tree.
 */
@NullMarked
package dev.migratedeploy.gitlab.git;

import org.jspecify.annotations.NullMarked;
