package dev.migratedeploy.localcloud.gitlab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migratedeploy.localcloud.http.Request;
import dev.migratedeploy.localcloud.http.Response;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Signs {@code id_tokens:}, and shows the keys by which they are verified. */
public final class OpenIdProvider {
  private static final String KEYS = "/oauth/discovery/keys";
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEY_ID = "local-1";
  private static final int KEY_SIZE = 2048;

  private final Site site;

  /** Made once for all of a process, and only where they are asked for: most of a second. */
  private static final class Shared {
    static final KeyPair KEYS = newKeys();
  }

  OpenIdProvider(Site site) {
    this.site = site;
  }

  /** A token with these claims, signed by this GitLab. */
  public String sign(ObjectNode claims) {
    return sign(claims, Shared.KEYS);
  }

  /** The same, signed by somebody who says that the key is this GitLab's. */
  public String forge(ObjectNode claims) {
    return sign(claims, newKeys());
  }

  /** The same without any signature, as the algorithm {@code none} has it. */
  public String unsigned(ObjectNode claims) {
    return encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + encoded(claims.toString()) + ".";
  }

  boolean isFor(Request request) {
    return request.path().equals(KEYS) || request.path().equals(CONFIGURATION);
  }

  Response answer(Request request) {
    if (request.path().equals(CONFIGURATION)) {
      return Response.json(
          200,
          Site.object()
              .put("issuer", site.server().toString())
              .put("jwks_uri", site.server() + KEYS)
              .toString());
    }
    RSAPublicKey key = (RSAPublicKey) Shared.KEYS.getPublic();
    ObjectNode json = Site.object();
    json.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("kid", KEY_ID)
        .put("use", "sig")
        .put("alg", "RS256")
        .put("n", encoded(key.getModulus()))
        .put("e", encoded(key.getPublicExponent()));
    return Response.json(200, json.toString());
  }

  private static String sign(ObjectNode claims, KeyPair keys) {
    String header = "{\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\",\"alg\":\"RS256\"}";
    String signed = encoded(header) + "." + encoded(claims.toString());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_SIZE);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return encoded(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
