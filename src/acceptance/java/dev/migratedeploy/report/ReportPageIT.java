package dev.migratedeploy.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.migratedeploy.acceptance.OnPath;
import dev.migratedeploy.deploy.event.DeployListener;
import dev.migratedeploy.history.Past;
import dev.migratedeploy.secrets.KnownSecrets;
import dev.migratedeploy.support.VirtualTicker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code report.html}, and the page of {@code history}, in a real browser that runs no script, on a
 * phone and on a screen, by day and by night. The pictures are kept in {@code target/pages}.
 */
class ReportPageIT {
  private static final Path PICTURES = Path.of("target/pages");

  /** Phones, what lies between, and a screen. */
  private static final List<Integer> WIDTHS = List.of(320, 390, 600, 780, 1_280);

  private static final Map<String, BiConsumer<DeployListener, VirtualTicker>> JOBS =
      Map.of(
          "applied", PageSamples::applied,
          "failed", PageSamples::failedForALock,
          "incomplete", PageSamples::incomplete,
          "hostile", PageSamples::hostile,
          "fleet", (listener, ticker) -> PageSamples.fleet(listener, ticker, 412),
          "fleet-of-5000", (listener, ticker) -> PageSamples.fleet(listener, ticker, 5_000),
          "many", (listener, ticker) -> PageSamples.many(listener, ticker, 500));

  private static final Map<String, Past> HISTORIES =
      Map.of(
          "history", HistorySamples.some(60),
          "history-of-1000", HistorySamples.some(1_000),
          "history-hostile", HistorySamples.hostile(),
          "history-empty", new Past());

  private static final Map<String, Path> PAGES = new HashMap<>();

  @TempDir static Path folder = Path.of("");
  private static Chromium chromium;

  @BeforeAll
  static void aBrowser() throws IOException {
    assumeTrue(OnPath.has(Chromium.PROGRAM), "chromium is not on the path");
    Files.createDirectories(PICTURES);
    JOBS.forEach(
        (name, job) -> {
          VirtualTicker ticker = new VirtualTicker();
          job.accept(PageSamples.files(folder.resolve(name), ticker, new KnownSecrets()), ticker);
          PAGES.put(name, folder.resolve(name).resolve("report.html"));
        });
    for (Map.Entry<String, Past> history : HISTORIES.entrySet()) {
      Path page = folder.resolve(history.getKey() + ".html");
      Files.writeString(page, HistoryPage.of(history.getValue().history(), "1"), UTF_8);
      PAGES.put(history.getKey(), page);
    }
    chromium = Chromium.start(folder.resolve("browser"));
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applied",
        "failed",
        "incomplete",
        "hostile",
        "fleet",
        "fleet-of-5000",
        "many",
        "history",
        "history-of-1000",
        "history-hostile",
        "history-empty"
      })
  void nothingIsWiderThanTheScreen(String page) throws IOException {
    for (int width : WIDTHS) {
      chromium.screen(width, false);
      chromium.open(page(page).toUri());
      assertThat(chromium.size().width()).as("%s at %d pixels", page, width).isEqualTo(width);
    }
  }

  /** The same pages with a style that makes them wider are seen to be: the measure can fail. */
  @Test
  void whatIsWiderIsSeen() throws IOException {
    Path wide = folder.resolve("wide.html");
    String text = Files.readString(page("applied"), UTF_8);
    Files.writeString(wide, text.replace("</style>", "h1 { width: 2000px; }</style>"), UTF_8);
    chromium.screen(390, false);
    chromium.open(wide.toUri());
    assertThat(chromium.size().width()).isGreaterThan(390);
  }

  @ParameterizedTest
  @ValueSource(strings = {"applied", "hostile", "fleet", "history", "history-hostile"})
  void noRequestLeavesThePage(String page) throws IOException {
    chromium.screen(1_280, false);
    chromium.open(page(page).toUri());
    chromium.picture();
    assertThat(chromium.requests()).containsExactly(page(page).toUri().toString());
  }

  /** Also if somebody's words had become markup: the page's own policy forbids it. */
  @Test
  void thePolicyHoldsEvenForAnImageThatGotIn() throws IOException {
    String text = Files.readString(page("applied"), UTF_8);
    assertThat(requestsOfAnImageIn(text)).isZero();
    assertThat(requestsOfAnImageIn(text.replace("default-src 'none'", "default-src *")))
        .as("without the policy")
        .isPositive();
  }

  private static int requestsOfAnImageIn(String text) throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.png";
      Path page = folder.resolve("image.html");
      Files.writeString(
          page, text.replace("<main>", "<main><img src=\"" + address + "\" />"), UTF_8);
      chromium.open(page.toUri());
      chromium.picture();
    } finally {
      server.stop(0);
    }
    return requests.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "applied",
        "failed",
        "incomplete",
        "fleet",
        "fleet-of-5000",
        "hostile",
        "history",
        "history-hostile",
        "history-empty"
      })
  void itIsDarkByNightAndLightByDay(String page) throws IOException {
    for (int width : List.of(390, 1_280)) {
      assertThat(brightness(page, width, false)).isGreaterThan(200);
      assertThat(brightness(page, width, true)).isLessThan(60);
    }
  }

  private static Path page(String name) {
    return requireNonNull(PAGES.get(name));
  }

  /** Of the page's corner, from 0 to 255. */
  private static int brightness(String page, int width, boolean dark) throws IOException {
    chromium.screen(width, dark);
    chromium.open(page(page).toUri());
    byte[] picture = chromium.picture();
    Files.write(
        PICTURES.resolve(page + "-" + width + (dark ? "-dark" : "-light") + ".png"), picture);
    int corner = ImageIO.read(new ByteArrayInputStream(picture)).getRGB(1, 1);
    return ((corner >> 16 & 0xff) + (corner >> 8 & 0xff) + (corner & 0xff)) / 3;
  }
}
