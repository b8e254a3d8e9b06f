package dev.migratedeploy.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A browser without a window, driven by its DevTools protocol: so it measures a page in which no
 * script runs.
 */
final class Chromium implements AutoCloseable {
  static final String PROGRAM = "chromium";

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final long PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How large a page is, in its own pixels. */
  record Size(int width, int height) {}

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final List<String> requests = new ArrayList<>();
  private String session = "";
  private int sent;

  private Chromium(Process process, URI address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Listener())
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /**
   * Starts one in which no page's script runs.
   *
   * @param home where it keeps what it writes
   */
  static Chromium start(Path home) throws IOException {
    Process process =
        new ProcessBuilder(
                PROGRAM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + home,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Chromium chromium = new Chromium(process, address(process));
    JsonNode target =
        chromium.call("Target.createTarget", JSON.createObjectNode().put("url", "about:blank"));
    ObjectNode attach =
        JSON.createObjectNode()
            .put("targetId", target.path("targetId").asText())
            .put("flatten", true);
    chromium.session = chromium.call("Target.attachToTarget", attach).path("sessionId").asText();
    chromium.call("Page.enable");
    chromium.call("Network.enable");
    chromium.call(
        "Emulation.setScriptExecutionDisabled", JSON.createObjectNode().put("value", true));
    return chromium;
  }

  private static URI address(Process process) throws IOException {
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      Matcher found = LISTENING.matcher(line);
      if (found.find()) {
        Thread drain = new Thread(() -> errors.lines().forEach(unused -> {}), "chromium's stderr");
        drain.setDaemon(true);
        drain.start();
        return URI.create(found.group(1));
      }
    }
    throw new IOException(PROGRAM + " ended without listening");
  }

  /** A screen of this width, by day or by night. */
  void screen(int width, boolean dark) throws IOException {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", 900)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = JSON.createObjectNode();
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  /** Opens a page and waits until nothing of it is still loaded. */
  void open(URI page) throws IOException {
    requests.clear();
    call("Page.navigate", JSON.createObjectNode().put("url", page.toString()));
    await("Page.loadEventFired");
  }

  /** What it has asked for since it was opened, the page itself first. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  Size size() throws IOException {
    JsonNode content = call("Page.getLayoutMetrics").path("cssContentSize");
    return new Size(content.path("width").asInt(), content.path("height").asInt());
  }

  /** A picture of the whole page, as PNG. */
  byte[] picture() throws IOException {
    JsonNode taken =
        call(
            "Page.captureScreenshot",
            JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
    return Base64.getDecoder().decode(taken.path("data").asText());
  }

  private JsonNode call(String method) throws IOException {
    return call(method, JSON.createObjectNode());
  }

  private JsonNode call(String method, ObjectNode parameters) throws IOException {
    int id = ++sent;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    while (true) {
      JsonNode answer = next();
      if (answer.path("id").asInt() == id) {
        if (answer.has("error")) {
          throw new IOException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
      }
    }
  }

  private void await(String event) throws IOException {
    while (!next().path("method").asText().equals(event)) {
      // what else is told is kept by next()
    }
  }

  private JsonNode next() throws IOException {
    try {
      JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new IOException(PROGRAM + " does not answer");
      }
      if (message.path("method").asText().equals("Network.requestWillBeSent")) {
        requests.add(message.at("/params/request/url").asText());
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Puts the pieces of a message together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(parsed(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(from);
    }

    private JsonNode parsed(String message) {
      try {
        return JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException("no JSON from " + PROGRAM + ": " + message, e);
      }
    }
  }
}
