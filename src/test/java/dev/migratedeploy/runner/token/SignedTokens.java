package dev.migratedeploy.runner.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/**
 * An instance's key, and tokens signed with it. Written with Java's own means, so that the tests do
 * not rest on the library that they test.
 */
public final class SignedTokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String keyId;
  private final KeyPair pair;

  private SignedTokens(String keyId, KeyPair pair) {
    this.keyId = keyId;
    this.pair = pair;
  }

  public static SignedTokens withKey(String keyId, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new SignedTokens(keyId, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half, as {@code /oauth/discovery/keys} lists it. */
  public ObjectNode jwk() {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return JSON.createObjectNode()
        .put("kty", "RSA")
        .put("kid", keyId)
        .put("use", "sig")
        .put("alg", "RS256")
        .put("e", encoded(key.getPublicExponent()))
        .put("n", encoded(key.getModulus()));
  }

  public RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  /** As GitLab signs it. */
  public String sign(String claims) {
    return sign("{\"kid\":\"%s\",\"typ\":\"JWT\",\"alg\":\"RS256\"}".formatted(keyId), claims);
  }

  public String sign(String header, String claims) {
    return sign("SHA256withRSA", header, claims);
  }

  String sign(String algorithm, String header, String claims) {
    String content = encoded(header) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encoded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return encoded(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }
}
