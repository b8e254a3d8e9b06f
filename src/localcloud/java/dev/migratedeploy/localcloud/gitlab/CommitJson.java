package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit and a branch as GitLab shows them. */
record CommitJson(Site site) {

  ObjectNode of(RevCommit commit) {
    ObjectNode json =
        Site.object()
            .put("id", commit.name())
            .put("short_id", commit.name().substring(0, 8))
            .put("title", commit.getShortMessage())
            .put("message", commit.getFullMessage())
            .put("author_name", commit.getAuthorIdent().getName())
            .put("author_email", commit.getAuthorIdent().getEmailAddress())
            .put("created_at", Site.time(commit.getCommitterIdent().getWhenAsInstant()))
            .put("committed_date", Site.time(commit.getCommitterIdent().getWhenAsInstant()))
            .put("web_url", site.projectUrl() + "/-/commit/" + commit.name());
    ArrayNode parents = json.putArray("parent_ids");
    Arrays.stream(commit.getParents()).forEach(parent -> parents.add(parent.name()));
    return json;
  }

  ObjectNode ofBranch(String name, RevCommit head) {
    boolean isDefault = name.equals(LocalRepository.DEFAULT_BRANCH);
    ObjectNode json =
        Site.object()
            .put("name", name)
            .put("merged", false)
            .put("default", isDefault)
            .put("protected", isDefault)
            .put("web_url", site.projectUrl() + "/-/tree/" + name);
    json.set("commit", of(head));
    return json;
  }
}
