package dev.migratedeploy.runner.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migratedeploy.gitlab.PublicDocuments;
import dev.migratedeploy.gitlab.PublicDocuments.Document;
import dev.migratedeploy.network.HttpStatus;
import dev.migratedeploy.network.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys that a GitLab instance signs with: a set of JWKs (RFC 7517) at the address that its
 * OpenID Connect discovery names. Only the instance itself is ever asked, whatever its tokens name
 * as their issuer.
 */
final class GitLabJwks {
  private static final int FEWEST_BITS = 2048;

  private final JsonNode keys;

  private GitLabJwks(JsonNode keys) {
    this.keys = keys;
  }

  static GitLabJwks fetch(URI gitLab, String issuer, PublicDocuments documents) {
    URI discovery = URI.create(gitLab + "/.well-known/openid-configuration");
    JsonNode configuration = json(documents, discovery);
    String named = configuration.path("issuer").asText();
    if (!named.equals(gitLab.toString()) && !named.equals(issuer)) {
      throw TokenProblems.noKeys(discovery + " speaks for another issuer");
    }
    String address = configuration.path("jwks_uri").asText();
    if (!address.startsWith(gitLab + "/") || address.contains("..")) {
      throw TokenProblems.noKeys(discovery + " names keys that are not on the same server");
    }
    return new GitLabJwks(json(documents, address(address)).path("keys"));
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw TokenProblems.noKeys("the address of the keys is not a URL");
    }
  }

  private static JsonNode json(PublicDocuments documents, URI uri) {
    return StrictJson.object(read(documents, uri))
        .orElseThrow(() -> TokenProblems.noKeys(uri + " is not a clean JSON object"));
  }

  private static byte[] read(PublicDocuments documents, URI uri) {
    // A person who can change the keys on the way can sign tokens.
    if (!Loopback.isPrivate(uri)) {
      throw TokenProblems.noKeys(uri + " is not HTTPS");
    }
    Document document;
    try {
      document = documents.read(uri);
    } catch (IOException e) {
      throw TokenProblems.unreachable(uri + ": " + e.getMessage());
    }
    int status = document.status();
    if (HttpStatus.isTransient(status)) {
      throw TokenProblems.unreachable("%s answered with status %d".formatted(uri, status));
    }
    if (status != 200) {
      throw TokenProblems.noKeys("%s answered with status %d".formatted(uri, status));
    }
    return document.text().getBytes(StandardCharsets.UTF_8);
  }

  /** The one key of that id; nothing else of a token has a say in it. */
  PublicKey named(String keyId) {
    List<JsonNode> found = new ArrayList<>();
    keys.forEach(
        key -> {
          if (key.path("kid").isTextual() && key.path("kid").asText().equals(keyId)) {
            found.add(key);
          }
        });
    if (found.isEmpty()) {
      throw TokenProblems.refused("none of this GitLab's keys has signed it");
    }
    if (found.size() > 1) {
      throw TokenProblems.noKeys("two of them have the same id");
    }
    return rsa(found.get(0));
  }

  private static PublicKey rsa(JsonNode key) {
    boolean isForThis =
        key.path("kty").asText().equals("RSA")
            && key.path("use").asText("sig").equals("sig")
            && key.path("alg").asText("RS256").equals("RS256");
    try {
      if (isForThis
          && JsonWebKey.Factory.newJwk(key.toString()) instanceof RsaJsonWebKey rsa
          && rsa.getPublicKey() instanceof RSAPublicKey known
          && known.getModulus().bitLength() >= FEWEST_BITS) {
        return known;
      }
    } catch (JoseException | IllegalArgumentException e) {
      // Told below.
    }
    throw TokenProblems.noKeys(
        "the one that the token names is no RSA key for RS256 of %d bits".formatted(FEWEST_BITS));
  }
}
