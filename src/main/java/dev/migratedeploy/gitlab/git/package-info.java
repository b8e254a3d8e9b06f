/**
 * The files of a commit, read over git by JGit: a job token may fetch, but may not list trees over
 * the REST API.
 */
@NullMarked
package dev.migratedeploy.gitlab.git;

import org.jspecify.annotations.NullMarked;
