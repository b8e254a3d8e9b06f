package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.LocalJobs.Job;
import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * The variables that GitLab predefines for a job; the runner's own, such as paths, are not here.
 */
record PredefinedVariables(Site site, Credentials credentials) {

  Map<String, String> of(Job job, RevCommit commit) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("CI", "true");
    variables.put("GITLAB_CI", "true");
    variables.put("CI_API_V4_URL", site.apiUrl());
    variables.put("CI_SERVER_URL", site.server().toString());
    variables.put("CI_SERVER_HOST", site.server().getHost());
    variables.put("CI_PROJECT_ID", String.valueOf(site.projectId()));
    variables.put("CI_PROJECT_PATH", site.projectPath());
    variables.put("CI_PROJECT_URL", site.projectUrl());
    variables.put("CI_DEFAULT_BRANCH", LocalRepository.DEFAULT_BRANCH);
    variables.put("CI_COMMIT_SHA", commit.name());
    variables.put("CI_COMMIT_SHORT_SHA", commit.name().substring(0, 8));
    variables.put("CI_COMMIT_TIMESTAMP", Site.time(commit.getCommitterIdent().getWhenAsInstant()));
    variables.put("CI_JOB_ID", String.valueOf(job.id()));
    variables.put("CI_JOB_NAME", job.name());
    variables.put("CI_JOB_STAGE", "deploy");
    variables.put("CI_JOB_URL", site.jobUrl(job.id()));
    variables.put("CI_JOB_TOKEN", credentials.jobToken(job.id()));
    variables.put("CI_PIPELINE_ID", String.valueOf(job.pipelineId()));
    variables.put("CI_PIPELINE_URL", site.projectUrl() + "/-/pipelines/" + job.pipelineId());
    return variables;
  }

  Map<String, String> onBranch(String environment, Job job, RevCommit commit) {
    Map<String, String> variables = of(job, commit);
    variables.put("CI_PIPELINE_SOURCE", "push");
    variables.put("CI_COMMIT_REF_NAME", LocalRepository.DEFAULT_BRANCH);
    variables.put("CI_COMMIT_BRANCH", LocalRepository.DEFAULT_BRANCH);
    variables.put("CI_ENVIRONMENT_NAME", environment);
    variables.put("CI_ENVIRONMENT_ACTION", "start");
    return variables;
  }

  Map<String, String> inMergeRequest(MergeRequest request, Job job, RevCommit commit) {
    Map<String, String> variables = of(job, commit);
    variables.put("CI_PIPELINE_SOURCE", "merge_request_event");
    variables.put("CI_COMMIT_REF_NAME", request.sourceBranch());
    variables.put("CI_MERGE_REQUEST_IID", String.valueOf(request.iid()));
    variables.put("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", request.sourceBranch());
    variables.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", request.targetBranch());
    return variables;
  }
}
