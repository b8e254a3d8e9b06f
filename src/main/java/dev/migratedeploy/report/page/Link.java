package dev.migratedeploy.report.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words that lead to another page when somebody follows them: the page itself asks for nothing.
 *
 * @param address of the web, or of a file beside the page; any other is only shown as words
 */
public record Link(String text, String address) implements HtmlBlock {
  private static final Pattern OF_THE_WEB = Pattern.compile("https?+://[^\\s\\p{Cntrl}]++");

  /** Made by {@link #toFile}: no scheme, no host, no way up. */
  private static final Pattern OF_A_FILE = Pattern.compile("\\./[A-Za-z0-9%._~/-]++");

  private static final String UNRESERVED = "-._~/";

  /** A file in the page's folder or below it. */
  public static Link toFile(String text, String path) {
    return new Link(text, "./" + encoded(path));
  }

  /** A path as a part of an address. */
  public static String encoded(String path) {
    StringBuilder address = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || UNRESERVED.indexOf(b) >= 0;
      if (plain) {
        address.append((char) b);
      } else {
        address.append('%').append(hex(b >> 4)).append(hex(b));
      }
    }
    return address.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit & 0xf, 16));
  }

  @Override
  public void write(HtmlText html) {
    boolean safe =
        OF_THE_WEB.matcher(address).matches()
            || (OF_A_FILE.matcher(address).matches() && !address.contains(".."));
    if (safe) {
      html.start("a", List.of("href", address, "rel", "noreferrer noopener")).text(text).end();
    } else {
      html.text(text);
    }
  }

  /** Several of them, one after the other. */
  public record Row(List<Link> links) implements HtmlBlock {
    public Row {
      links = List.copyOf(links);
    }

    @Override
    public void write(HtmlText html) {
      if (links.isEmpty()) {
        return;
      }
      html.start("p", "class", "links");
      for (Link link : links) {
        link.write(html);
        html.markup("\n");
      }
      html.end();
    }
  }
}
