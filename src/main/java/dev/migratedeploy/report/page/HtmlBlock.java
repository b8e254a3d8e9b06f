package dev.migratedeploy.report.page;

import java.util.List;
import java.util.Optional;

/** A part of a page, from top to bottom. */
public interface HtmlBlock {
  /** Adds it to a page. */
  void write(HtmlText html);

  /** What a job came to: the verdict, its cause, and what to do next. */
  record Result(Tone tone, String title, String cause, List<String> details, List<Fact> facts)
      implements HtmlBlock {
    public Result {
      details = List.copyOf(details);
      facts = List.copyOf(facts);
    }

    @Override
    public void write(HtmlText html) {
      html.start("section", "class", "result " + tone.cssClass());
      html.element("strong", title);
      html.element("p", cause);
      if (!details.isEmpty()) {
        html.start("pre").lines(String.join("\n", details)).end();
      }
      new Facts(facts).write(html);
      html.end();
    }
  }

  /** A part with a heading. */
  record Chapter(String title, List<HtmlBlock> blocks) implements HtmlBlock {
    public Chapter {
      blocks = List.copyOf(blocks);
    }

    @Override
    public void write(HtmlText html) {
      html.start("section").element("h2", title);
      blocks.forEach(block -> block.write(html));
      html.end();
    }
  }

  /**
   * A part of which only the heading is seen until somebody opens it.
   *
   * @param badge the word behind the name, in the tone's colour
   * @param marks what is to be known without opening it
   */
  record Folded(
      String name,
      Tone tone,
      String badge,
      List<String> marks,
      boolean open,
      List<HtmlBlock> blocks)
      implements HtmlBlock {
    public Folded {
      marks = List.copyOf(marks);
      blocks = List.copyOf(blocks);
    }

    @Override
    public void write(HtmlText html) {
      // Without content there is nothing to open.
      String element = blocks.isEmpty() ? "div" : "summary";
      html.markup(blocks.isEmpty() ? "<div class=\"item\">" : details());
      html.start(element, "class", "head").element("code", name);
      html.element("b", tone.cssClass(), badge);
      marks.forEach(mark -> html.element("span", mark));
      html.end();
      blocks.forEach(block -> block.write(html));
      html.markup(blocks.isEmpty() ? "</div>\n" : "</details>\n");
    }

    private String details() {
      return open ? "<details open=\"\">" : "<details>";
    }
  }

  /** Names, and what there is to say of each. */
  record Facts(List<Fact> facts) implements HtmlBlock {
    public Facts {
      facts = List.copyOf(facts);
    }

    @Override
    public void write(HtmlText html) {
      if (facts.isEmpty()) {
        return;
      }
      html.start("dl");
      for (Fact fact : facts) {
        html.element("dt", fact.label());
        for (Value value : fact.values()) {
          value.write(html);
        }
      }
      html.end();
    }
  }

  /** A sentence. */
  record Note(String text) implements HtmlBlock {
    @Override
    public void write(HtmlText html) {
      html.element("p", text);
    }
  }

  /** Something with a name. */
  record Fact(String label, List<Value> values) {
    public Fact {
      values = List.copyOf(values);
    }

    /** One with one value. */
    public static Fact of(String label, String text) {
      return new Fact(label, List.of(Value.of(text)));
    }
  }

  /**
   * A line of a fact.
   *
   * @param code what stands below it as somebody has written it, such as a statement
   */
  record Value(Tone tone, String text, Optional<String> code) {
    public static Value of(String text) {
      return new Value(Tone.PLAIN, text, Optional.empty());
    }

    void write(HtmlText html) {
      if (tone == Tone.PLAIN) {
        html.start("dd");
      } else {
        html.start("dd", "class", tone.cssClass());
      }
      html.text(text);
      code.ifPresent(words -> html.text(" ").element("code", words));
      html.end();
    }
  }
}
