package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.LocalMergeRequests.MergeRequest;
import dev.migratedeploy.localcloud.http.LocalServer;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import dev.migratedeploy.localcloud.http.Traffic;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A GitLab on the loopback interface with one private project, whose git repository is a real one.
 * It answers as GitLab does where that matters to a client: default order, pages, what each token
 * may see, and the words of its errors.
 */
public final class LocalGitLab implements AutoCloseable {
  /** What was asked, in the order of arrival. */
  public record Asked(String method, String path, Map<String, String> query) {}

  private static final long PROJECT_ID = 42;

  private final CompletableFuture<RestApi> api = new CompletableFuture<>();
  private final LocalServer server = LocalServer.start("gitlab", this::answer);
  private final LocalRepository repository = LocalRepository.create();
  private final Credentials credentials = new Credentials();
  private final GitLabFaults faults = new GitLabFaults();
  private final List<Asked> requests = new CopyOnWriteArrayList<>();
  private final PredefinedVariables variables;
  private final LocalJobs jobs;
  private final LocalDeployments deployments;
  private final LocalMergeRequests mergeRequests;
  private final GitOverHttp gitOverHttp;
  private final JobArtifacts artifacts;
  private final RunnerJobs runnerJobs = new RunnerJobs();
  private final OpenIdProvider openId;
  private final Site site;

  private LocalGitLab(String projectPath, Clock clock) {
    site = new Site(server.uri(), PROJECT_ID, projectPath);
    variables = new PredefinedVariables(site, credentials);
    jobs = new LocalJobs(site);
    deployments = new LocalDeployments(clock, jobs);
    mergeRequests = new LocalMergeRequests(clock);
    gitOverHttp = new GitOverHttp(site, repository, credentials);
    artifacts = new JobArtifacts(credentials);
    openId = new OpenIdProvider(site);
    Paged paged = new Paged(server.uri());
    CommitJson json = new CommitJson(site);
    List<Route> routes =
        Stream.of(
                new ProjectEndpoints(site, jobs, credentials).routes(),
                new DeploymentEndpoints(site, deployments, paged, artifacts, jobs, repository)
                    .routes(),
                new RepositoryEndpoints(repository, json, paged).routes(),
                new CompareEndpoint(repository, json).routes(),
                new MergeRequestEndpoints(site, repository, mergeRequests, credentials, paged)
                    .routes())
            .flatMap(List::stream)
            .toList();
    api.complete(new RestApi(site, credentials, routes));
  }

  public static LocalGitLab start() {
    return start("shop/orders", Clock.systemUTC());
  }

  public static LocalGitLab start(String projectPath, Clock clock) {
    return new LocalGitLab(projectPath, clock);
  }

  /** Tells of its requests there from now on. */
  public void tell(Traffic traffic) {
    server.tell(traffic);
  }

  public URI uri() {
    return server.uri();
  }

  public LocalRepository repository() {
    return repository;
  }

  public LocalDeployments deployments() {
    return deployments;
  }

  public LocalMergeRequests mergeRequests() {
    return mergeRequests;
  }

  /** What Runners have uploaded. */
  public JobArtifacts artifacts() {
    return artifacts;
  }

  /** What waits for a real Runner, or is run by one. */
  public RunnerJobs runnerJobs() {
    return runnerJobs;
  }

  /** Who signs {@code id_tokens:}. */
  public OpenIdProvider openId() {
    return openId;
  }

  public GitLabFaults faults() {
    return faults;
  }

  public List<Asked> requests() {
    return List.copyOf(requests);
  }

  /** Becomes another version; at first it is 18.2. */
  public void version(int major, int minor) {
    api.join().version(new LocalGitLabVersion(major, minor));
  }

  /** Shows the project to everyone; at first it is private. */
  public void makePublic() {
    api.join().makePublic();
  }

  /** A new access token with these scopes, such as {@code read_api}. */
  public String token(String... scopes) {
    return credentials.token(Set.of(scopes));
  }

  /** A new fine-grained access token, as from GitLab 19.2 on. */
  public String fineGrainedToken(String... permissions) {
    return credentials.fineGrainedToken(Set.of(permissions));
  }

  /** A new access token that is no longer good on that day. */
  public String tokenUntil(LocalDate expiresAt, String... scopes) {
    return credentials.token(Set.of(scopes), expiresAt);
  }

  /** The job's {@code CI_JOB_TOKEN}. */
  public String jobToken(long jobId) {
    return credentials.jobToken(jobId);
  }

  public void revoke(String token) {
    credentials.revoke(token);
  }

  /**
   * Starts a job on the default branch and gives the variables that GitLab predefines for it. Its
   * deployment is not recorded: that is for the caller, who knows how the job ends.
   */
  public Map<String, String> jobEnvironment(String sha, String environment, String jobName) {
    return variables.onBranch(environment, jobs.start(jobName, sha), commit(sha));
  }

  /** Tries a job of the default branch again, in its pipeline; the variables are the new job's. */
  public Map<String, String> retryEnvironment(long jobId, String environment) {
    LocalJobs.Job job = jobs.retry(jobId);
    return variables.onBranch(environment, job, commit(job.sha()));
  }

  /** Starts a job in a merge request's pipeline, on the head of its source branch. */
  public Map<String, String> mergeRequestEnvironment(MergeRequest request, String jobName) {
    RevCommit head =
        repository
            .branch(request.sourceBranch())
            .orElseThrow(() -> new IllegalArgumentException("no branch " + request.sourceBranch()));
    return variables.inMergeRequest(request, jobs.start(jobName, head.name()), head);
  }

  /** Lets a Runner pick a job on the default branch, with that {@code environment:}. */
  public PickedJob pick(String sha, String environment, String jobName) {
    LocalJobs.Job job = jobs.start(jobName, sha);
    return new PickedJob(site, job, variables.onBranch(environment, job, commit(sha)));
  }

  private RevCommit commit(String sha) {
    return repository
        .commit(sha)
        .orElseThrow(() -> new IllegalArgumentException("no commit " + sha));
  }

  private Response answer(Request request) throws Exception {
    RestApi rest = api.join();
    requests.add(new Asked(request.method(), request.path(), request.query()));
    Optional<Response> fault = faults.take(request);
    if (fault.isPresent()) {
      return fault.get();
    }
    Response answer = answer(request, rest);
    return faults.loses(request) ? Response.none() : answer;
  }

  private Response answer(Request request, RestApi rest) throws Exception {
    if (gitOverHttp.isFor(request)) {
      return gitOverHttp.answer(request);
    }
    if (openId.isFor(request)) {
      return openId.answer(request);
    }
    if (runnerJobs.isFor(request)) {
      return runnerJobs.answer(request);
    }
    return artifacts.isFor(request) ? artifacts.answer(request) : rest.answer(request);
  }

  @Override
  public void close() {
    server.close();
    repository.close();
  }
}
