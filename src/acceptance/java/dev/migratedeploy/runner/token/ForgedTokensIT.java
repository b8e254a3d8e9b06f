package dev.migratedeploy.runner.token;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.migratedeploy.runner.RunnerPayload;
import dev.migratedeploy.runner.job.RunnerJob;
import dev.migratedeploy.support.Secret;
import dev.migratedeploy.verdict.NotStartedException;
import dev.migratedeploy.verdict.ProblemException;
import dev.migratedeploy.verdict.RefusedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a committer puts into MIGRATE_DEPLOY_ID_TOKEN: only GitLab's word about this job counts.
 */
class ForgedTokensIT {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/oauth/discovery/keys";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SignedTokens GITLABS = SignedTokens.withKey("k1", 2048);
  private static final SignedTokens FOREIGN = SignedTokens.withKey("k1", 2048);
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  private final ObjectNode claims = SignedTokens.object("{}");

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void serveKeys() {
    SERVER.resetAll();
    serve(DISCOVERY, okJson(discovery(SERVER.baseUrl(), SERVER.baseUrl() + KEYS)));
    serve(KEYS, okJson("{\"keys\":[" + GITLABS.jwk() + "]}"));
    claims
        .put("iss", SERVER.baseUrl())
        .put("aud", "migrate-deploy")
        .put("iat", NOW.getEpochSecond() - 60)
        .put("nbf", NOW.getEpochSecond() - 65)
        .put("exp", NOW.getEpochSecond() + 3600)
        .put("job_id", "1001")
        .put("project_id", "42")
        .put("project_path", "shop/orders")
        .put("sha", RunnerPayload.SHA)
        .put("ref", "main")
        .put("ref_type", "branch")
        .put("ref_protected", "true")
        .put("environment", "production")
        .put("environment_protected", "true");
  }

  @Test
  void gitLabsTokenForThisJobIsBelieved() {
    assertThat(verify(GITLABS.sign(claims.toString())))
        .isEqualTo(new VerifiedToken(true, Optional.of("production"), true));
  }

  @Test
  void ofSeveralAudiencesOneMayBeThis() {
    claims.putArray("aud").add("sts.amazonaws.com").add("migrate-deploy");

    assertThat(verify(GITLABS.sign(claims.toString())).refProtected()).isTrue();
  }

  @Test
  void aJobWithoutAnEnvironmentHasNone() {
    claims.remove("environment");
    claims.remove("environment_protected");

    assertThat(verify(GITLABS.sign(claims.toString())))
        .isEqualTo(new VerifiedToken(true, Optional.empty(), false));
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    assertThat(refusal(FOREIGN.sign(claims.toString())))
        .contains("its signature is not this GitLab's");
  }

  @Test
  void anUnknownKeyIdIsRefused() {
    assertThat(refusal(SignedTokens.withKey("k2", 2048).sign(claims.toString())))
        .contains("none of this GitLab's keys");
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String header = "{\"kid\":\"k1\",\"alg\":\"none\"}";
    String content = SignedTokens.encoded(header) + "." + SignedTokens.encoded(claims.toString());

    assertThat(refusal(content + ".")).contains("not of three parts");
    assertThat(refusal(content + ".AA")).contains("not signed with RS256");
  }

  @Test
  void aTokenThatIsSignedWithThePublicKeyAsIfItWereAPasswordIsRefused()
      throws GeneralSecurityException {
    String content =
        SignedTokens.encoded("{\"kid\":\"k1\",\"alg\":\"HS256\"}")
            + "."
            + SignedTokens.encoded(claims.toString());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(GITLABS.publicKey().getEncoded(), "HmacSHA256"));
    String token =
        content + "." + SignedTokens.encoded(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));

    assertThat(refusal(token)).contains("not signed with RS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "ES256", "rs256", "NONE", "HS256"})
  void everyAlgorithmButRs256IsRefused(String algorithm) {
    String header = "{\"kid\":\"k1\",\"alg\":\"%s\"}".formatted(algorithm);

    assertThat(refusal(GITLABS.sign(header, claims.toString()))).contains("RS256");
  }

  @Test
  void aSignatureOfAnotherHashThatClaimsToBeRs256IsRefused() {
    String header = "{\"kid\":\"k1\",\"alg\":\"RS256\"}";

    assertThat(refusal(GITLABS.sign("SHA512withRSA", header, claims.toString())))
        .contains("signature");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwk", "jku", "x5u", "x5c", "x5t", "crit", "b64", "zip", "cty", "enc"})
  void aHeaderThatBringsAKeyOrAMeaningAlongIsRefused(String name) {
    ObjectNode header = SignedTokens.object("{\"kid\":\"k1\",\"alg\":\"RS256\"}");
    header.set(name, name.equals("jwk") ? FOREIGN.jwk() : header.textNode(SERVER.baseUrl()));

    assertThat(refusal(FOREIGN.sign(header.toString(), claims.toString())))
        .contains("more than alg, kid and typ");
    assertThat(refusal(GITLABS.sign(header.toString(), claims.toString())))
        .contains("more than alg, kid and typ");
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"RS256\"}",
        "{\"kid\":7,\"alg\":\"RS256\"}",
        "{\"kid\":\"\",\"alg\":\"RS256\"}",
        "{\"kid\":\"../k1\\n\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k1\",\"alg\":[\"RS256\"]}",
        "{\"kid\":\"k1\",\"alg\":\"none\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k1\",\"alg\":\"RS256\",\"typ\":\"JWE\"}",
        "{\"kid\":\"k1\",\"alg\":\"RS256\"} {}",
        "[]"
      })
  void aHeaderThatIsNotAsGitLabWritesItIsRefused(String header) {
    assertThat(refusal(GITLABS.sign(header, claims.toString()))).isNotEmpty();
  }

  @Test
  void aClaimThatIsThereTwiceIsRefusedAlthoughItIsSigned() {
    String twice = claims.toString().replaceFirst("\\{", "{\"job_id\":\"1001\",");

    assertThat(refusal(GITLABS.sign(twice))).contains("not a clean JSON object");
  }

  @ParameterizedTest
  @CsvSource({
    "job_id, 1002",
    "project_id, 43",
    "project_path, shop/orders2",
    "sha, 0000000000000000000000000000000000000001",
    "ref, develop",
    "ref_type, tag",
    "ref_protected, false"
  })
  void theTokenOfAnotherJobIsRefused(String claim, String value) {
    claims.put(claim, value);
    assertThat(refusal(GITLABS.sign(claims.toString())))
        .contains("not made for this job: its claim " + claim);

    claims.remove(claim);
    assertThat(refusal(GITLABS.sign(claims.toString()))).contains(claim);
  }

  @ParameterizedTest
  @ValueSource(strings = {"job_id", "environment", "ref_protected", "environment_protected"})
  void aClaimOfAnotherTypeIsRefused(String claim) {
    claims.put(claim, true);

    assertThat(refusal(GITLABS.sign(claims.toString()))).contains("is not a text");
  }

  @ParameterizedTest
  @CsvSource({
    "exp, -31, has expired",
    "nbf, 31, not valid yet",
    "iat, 31, not valid yet",
  })
  void theTimesOfATokenCount(String claim, long seconds, String why) {
    claims.put(claim, NOW.getEpochSecond() + seconds);
    assertThat(refusal(GITLABS.sign(claims.toString()))).contains(why);
  }

  @ParameterizedTest
  @CsvSource({"exp, -29", "nbf, 29", "iat, 29"})
  void clocksMayBeHalfAMinuteApart(String claim, long seconds) {
    claims.put(claim, NOW.getEpochSecond() + seconds);

    assertThat(verify(GITLABS.sign(claims.toString())).refProtected()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "nbf", "iat", "iss", "aud"})
  void aTokenWithoutTheClaimThatLimitsItIsRefused(String claim) {
    claims.remove(claim);
    assertThat(refusal(GITLABS.sign(claims.toString()))).isNotEmpty();

    claims.putObject(claim);
    assertThat(refusal(GITLABS.sign(claims.toString()))).isNotEmpty();
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    claims.put("aud", "sts.amazonaws.com");

    assertThat(refusal(GITLABS.sign(claims.toString()))).contains("another audience");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "", "/"})
  void aTokenOfAnotherIssuerIsRefused(String issuer) {
    claims.put("iss", issuer.equals("/") ? SERVER.baseUrl() + "/" : issuer);

    assertThat(refusal(GITLABS.sign(claims.toString()))).contains("issuer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "a.b", "a.b.c.d", "a.b.c.d.e", "....", "ä.ö.ü", "a.b.c\n", "{\"a\":1}"})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(refusal(text)).isNotEmpty();
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  /** As many as STS takes: a project in deep groups, with long names and many claims. */
  @Test
  void aTokenOfAlmostTwentyThousandCharactersIsVerified() {
    claims.put("filler", "x".repeat(14_000));
    String token = GITLABS.sign(claims.toString());

    assertThat(token.length()).isBetween(18_000, 20_000);
    assertThat(verify(token)).isNotNull();
  }

  /** {@code ci_id_tokens_issuer_url}: the keys stay GitLab's own. */
  @Test
  void anotherIssuerThatThePolicyNamesIsBelieved() {
    String issuer = "https://tokens.example.com/gitlab";
    claims.put("iss", issuer);
    Secret token = valid();

    assertThat(verifier(issuer, Duration.ofSeconds(20)).verify(token, job())).isNotNull();
    assertThat(refusal(token.reveal())).contains("its issuer is not " + SERVER.baseUrl());
  }

  @Test
  void gitLabsAddressIsNoIssuerWhereThePolicyNamesAnother() {
    TokenVerifier verifier = verifier("https://tokens.example.com", Duration.ofSeconds(20));

    assertThat(catchThrowable(() -> verifier.verify(valid(), job())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("its issuer is not https://tokens.example.com");
  }

  @Test
  void anOversizedTokenIsNotEvenDecoded() {
    claims.put("filler", "x".repeat(20_000));

    assertThat(refusal(GITLABS.sign(claims.toString()))).contains("longer than 20000");
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void noOtherSpellingOfAValidTokenIsBelieved() {
    String valid = GITLABS.sign(claims.toString());
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
    Random random = new Random(11);
    for (int i = 0; i < 1_000; i++) {
      StringBuilder other = new StringBuilder(valid);
      // The last character of a part has bits that no byte takes up.
      int at = i % 3 == 0 ? valid.length() - 1 : random.nextInt(valid.length());
      char character = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(3)) {
        case 0 -> other.setCharAt(at, character);
        case 1 -> other.insert(at, character);
        default -> other.deleteCharAt(at);
      }
      if (!other.toString().equals(valid)) {
        assertThat(thrown(other.toString()))
            .as(other.toString())
            .isInstanceOf(RefusedException.class);
      }
    }
  }

  @Test
  void noPieceOfATokenIsEverShown() {
    String token = FOREIGN.sign(claims.toString());

    ProblemException thrown = (ProblemException) thrown(token);

    assertThat(thrown.getCause()).isNull();
    for (String part : token.split("\\.", -1)) {
      assertThat(thrown.problem().toString()).doesNotContain(part.substring(0, 12));
    }
  }

  @Test
  void keysAreNotTakenFromAnotherServer() {
    serve(DISCOVERY, okJson(discovery(SERVER.baseUrl(), "https://evil.example/keys")));
    assertThat(refusalOfKeys()).contains("not on the same server");

    serve(DISCOVERY, okJson(discovery(SERVER.baseUrl(), SERVER.baseUrl() + ".evil.example/keys")));
    assertThat(refusalOfKeys()).contains("not on the same server");

    serve(DISCOVERY, okJson(discovery("https://evil.example", SERVER.baseUrl() + KEYS)));
    assertThat(refusalOfKeys()).contains("another issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {DISCOVERY, KEYS})
  void aRedirectIsNotFollowed(String path) {
    serve(path, permanentRedirect(SERVER.baseUrl() + "/elsewhere"));
    serve("/elsewhere", okJson("{\"keys\":[" + FOREIGN.jwk() + "]}"));

    assertThat(refusalOfKeys()).contains("status 301");
  }

  @ParameterizedTest
  @ValueSource(strings = {DISCOVERY, KEYS})
  void anEndlessAnswerIsNotRead(String path) {
    serve(path, okJson("{\"a\":\"" + "x".repeat(300_000) + "\"}"));

    assertThat(thrown(GITLABS.sign(claims.toString())))
        .isInstanceOf(NotStartedException.class)
        .hasMessageContaining("more than 256 KiB");
  }

  @Test
  void anAnswerThatTricklesIsNotWaitedFor() {
    serve(KEYS, okJson("{\"keys\":[]}").withChunkedDribbleDelay(10, 60_000));

    assertThat(catchThrowable(() -> verifier(Duration.ofSeconds(1)).verify(valid(), job())))
        .isInstanceOf(NotStartedException.class)
        .hasMessageContaining("within 1 s");
  }

  @Test
  void whereTheKeysAreNotToBeHadTheJobMayBeTriedAgain() {
    serve(KEYS, aResponse().withStatus(503));
    assertThat(thrown(valid())).isInstanceOf(NotStartedException.class);

    serve(DISCOVERY, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(thrown(valid())).isInstanceOf(NotStartedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{\"keys\":[],\"keys\":[]}"})
  void whatIsNoListOfKeysIsRefused(String body) {
    serve(KEYS, okJson(body));

    assertThat(refusalOfKeys()).contains("not a clean JSON object");
  }

  @Test
  void aKeyThatIsNotForRs256IsNotUsed() {
    jwk(key -> key.put("use", "enc"));
    assertThat(refusalOfKeys()).contains("no RSA key for RS256");

    jwk(key -> key.put("alg", "PS256"));
    assertThat(refusalOfKeys()).contains("no RSA key for RS256");

    jwk(key -> key.put("kty", "oct").put("k", "AAAA"));
    assertThat(refusalOfKeys()).contains("no RSA key for RS256");

    jwk(key -> key.put("n", "!"));
    assertThat(refusalOfKeys()).contains("no RSA key for RS256");

    serve(KEYS, okJson("{\"keys\":[" + GITLABS.jwk() + "," + FOREIGN.jwk() + "]}"));
    assertThat(refusalOfKeys()).contains("same id");
  }

  @Test
  void aShortKeyIsNotUsed() {
    SignedTokens weak = SignedTokens.withKey("k1", 1024);
    serve(KEYS, okJson("{\"keys\":[" + weak.jwk() + "]}"));

    assertThat(refusal(weak.sign(claims.toString()))).contains("2048 bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://gitlab.example.com", "http://127.0.0.1.evil.example", "ftp://localhost"})
  void keysAreNotFetchedInTheClear(String gitLab) {
    TokenVerifier verifier =
        new TokenVerifier(
            URI.create(gitLab), gitLab, "migrate-deploy", Clock.systemUTC(), Duration.ofSeconds(5));

    assertThat(catchThrowable(() -> verifier.verify(Secret.of(valid().reveal()), job())))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is not HTTPS");
  }

  private Secret valid() {
    return Secret.of(GITLABS.sign(claims.toString()));
  }

  private Throwable thrown(Secret token) {
    return thrown(token.reveal());
  }

  private void jwk(Consumer<ObjectNode> change) {
    ObjectNode key = GITLABS.jwk();
    change.accept(key);
    serve(KEYS, okJson("{\"keys\":[" + key + "]}"));
  }

  private String refusalOfKeys() {
    return refusal(GITLABS.sign(claims.toString()));
  }

  private String refusal(String token) {
    Throwable thrown = thrown(token);
    assertThat(thrown).isInstanceOf(RefusedException.class);
    return ((RefusedException) thrown).problem().cause();
  }

  private Throwable thrown(String token) {
    return catchThrowable(() -> verify(token));
  }

  private VerifiedToken verify(String token) {
    return verifier(Duration.ofSeconds(20)).verify(Secret.of(token), job());
  }

  private static TokenVerifier verifier(Duration timeout) {
    return verifier(SERVER.baseUrl(), timeout);
  }

  private static TokenVerifier verifier(String issuer, Duration timeout) {
    return new TokenVerifier(
        URI.create(SERVER.baseUrl()),
        issuer,
        "migrate-deploy",
        Clock.fixed(NOW, ZoneOffset.UTC),
        timeout);
  }

  private static RunnerJob job() {
    return RunnerPayload.ofDefaultBranch().job();
  }

  private static void serve(String path, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlPathEqualTo(path)).willReturn(answer));
  }

  private static String discovery(String issuer, String keys) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
  }
}
