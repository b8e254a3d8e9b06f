package dev.migratedeploy.history;

import dev.migratedeploy.gitlab.ArtifactFile;
import dev.migratedeploy.gitlab.JobDeployment;
import dev.migratedeploy.gitlab.JobDeployment.Archive;
import dev.migratedeploy.gitlab.PastDeployments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the jobs' reports, several at once: gitlab.com allows a user 2,000 requests a minute, and
 * an answer takes a tenth of a second and more.
 */
final class ReportReading {
  private static final int AT_ONCE = 12;

  private final PastDeployments gitLab;
  private final ReadingProgress progress;

  /** The place where a report was found last is looked at first. */
  private volatile List<String> places;

  /**
   * A reading.
   *
   * @param places where the report may be among a job's artifacts
   */
  ReportReading(PastDeployments gitLab, List<String> places, ReadingProgress progress) {
    this.gitLab = gitLab;
    this.places = List.copyOf(places);
    this.progress = progress;
  }

  List<DeployTry> all(List<JobDeployment> deployments) {
    ExecutorService readers =
        Executors.newFixedThreadPool(
            AT_ONCE,
            work -> {
              Thread thread = new Thread(work, "history");
              thread.setDaemon(true);
              return thread;
            });
    try {
      AtomicInteger done = new AtomicInteger();
      List<Future<DeployTry>> tries = new ArrayList<>();
      for (JobDeployment deployment : deployments) {
        tries.add(
            readers.submit(
                () -> {
                  DeployTry read = new DeployTry(deployment, report(deployment));
                  progress.read(done.incrementAndGet(), deployments.size());
                  return read;
                }));
      }
      List<DeployTry> all = new ArrayList<>();
      for (Future<DeployTry> one : tries) {
        all.add(valueOf(one));
      }
      return all;
    } finally {
      // If one has failed for a reason that counts for all, the others are not waited for.
      readers.shutdownNow();
    }
  }

  private static DeployTry valueOf(Future<DeployTry> one) {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it read the reports", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private JobReport report(JobDeployment deployment) {
    Archive archive = deployment.job().map(JobDeployment.Job::artifacts).orElse(Archive.NONE);
    if (archive != Archive.KEPT) {
      return archive == Archive.EXPIRED ? new JobReport.Expired() : new JobReport.Missing();
    }
    String job = deployment.job().orElseThrow().id();
    for (String place : places) {
      ArtifactFile file = gitLab.file(job, place);
      if (file instanceof ArtifactFile.Text text) {
        first(place);
        return StoredResultReader.read(text.text(), deployment.commit().sha());
      }
      if (file instanceof ArtifactFile.Unreadable unreadable) {
        return new JobReport.Unreadable(unreadable.why());
      }
    }
    return new JobReport.Missing();
  }

  private void first(String place) {
    if (!places.get(0).equals(place)) {
      List<String> order = new ArrayList<>(places);
      order.remove(place);
      order.add(0, place);
      places = List.copyOf(order);
    }
  }
}
