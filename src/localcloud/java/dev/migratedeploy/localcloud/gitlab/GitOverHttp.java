package dev.migratedeploy.localcloud.gitlab;

import dev.migratedeploy.localcloud.gitlab.Credentials.Caller;
import dev.migratedeploy.localcloud.gitlab.Credentials.TokenHolder;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.transport.UploadPack.RequestPolicy;
import org.eclipse.jgit.transport.UploadPackInternalServerErrorException;

/** Lets {@code git fetch} read the project, with an access token or a job token as the password. */
final class GitOverHttp {
  private static final String SERVICE = "git-upload-pack";
  private static final Pattern WANT = Pattern.compile("want ([0-9a-f]{40})");
  private static final Set<String> SCOPES = Set.of("api", "read_repository");

  private final String path;
  private final LocalRepository repository;
  private final Credentials credentials;

  GitOverHttp(Site site, LocalRepository repository, Credentials credentials) {
    this.path = "/" + site.projectPath() + ".git/";
    this.repository = repository;
    this.credentials = credentials;
  }

  boolean isFor(Request request) {
    return request.path().startsWith(path);
  }

  Response answer(Request request) throws IOException {
    Optional<Caller> caller = credentials.gitCallerOf(request);
    if (caller.isEmpty()) {
      return Response.text(401, "text/plain", "HTTP Basic: Access denied.")
          .with("WWW-Authenticate", "Basic realm=\"GitLab\"");
    }
    if (caller.get() instanceof TokenHolder holder
        && holder.scopes().stream().noneMatch(SCOPES::contains)) {
      return Response.text(403, "text/plain", "You are not allowed to download code.");
    }
    UploadPack pack = new UploadPack(repository.git());
    pack.setBiDirectionalPipe(false);
    // As git does under protocol version 2: any commit that exists may be asked for.
    pack.setRequestPolicy(RequestPolicy.ANY);
    request.header("Git-Protocol").map(List::of).ifPresent(pack::setExtraParameters);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] body = bodyOf(request);
    boolean isAdvertisement = request.path().equals(path + "info/refs");
    if (isAdvertisement) {
      pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(out)), SERVICE);
    } else if (missingIn(body).isPresent()) {
      // JGit's own words are others than git's.
      new PacketLineOut(out).writeString("ERR upload-pack: not our ref " + missingIn(body).get());
    } else {
      try {
        pack.upload(new ByteArrayInputStream(body), out, null);
      } catch (UploadPackInternalServerErrorException e) {
        // Git refuses inside its own protocol: the words are in the answer already.
      }
    }
    String type = isAdvertisement ? "advertisement" : "result";
    return Response.bytes(200, out.toByteArray())
        .with("Content-Type", "application/x-" + SERVICE + "-" + type)
        .with("Cache-Control", "no-cache");
  }

  /** Read whole beforehand: on the server's own stream a skip runs on past the body's end. */
  private static byte[] bodyOf(Request request) throws IOException {
    byte[] body = request.body().readAllBytes();
    boolean zipped = request.header("Content-Encoding").orElse("").equals("gzip");
    return zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
  }

  /** The first object that is asked for and not there. */
  private Optional<String> missingIn(byte[] body) throws IOException {
    Matcher want = WANT.matcher(new String(body, StandardCharsets.ISO_8859_1));
    while (want.find()) {
      if (!repository.git().getObjectDatabase().has(ObjectId.fromString(want.group(1)))) {
        return Optional.of(want.group(1));
      }
    }
    return Optional.empty();
  }
}
