package dev.migratedeploy.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Java's engine tries again and again; no expression of the program lets it do so for long. */
class ExpressionsIT {
  @Test
  void everyExpressionTakesAFewStepsForEachCharacterOfAnyText() throws Exception {
    List<Expression> all = Expressions.all();
    List<String> problems = new ArrayList<>();
    all.forEach(expression -> problems.addAll(expression.problems()));

    assertThat(all).hasSizeGreaterThan(100);
    assertThat(problems).isEmpty();
  }

  @Test
  void anExpressionThatTriesAgainAndAgainIsFound() {
    assertThat(new Expression("x", Pattern.compile("(a|b)*c"), false).problems()).isNotEmpty();
    assertThat(new Expression("x", Pattern.compile("(a+)+c"), false).problems()).isNotEmpty();
    assertThat(new Expression("x", Pattern.compile("\\s+x"), true).problems()).isNotEmpty();
    assertThat(new Expression("x", Pattern.compile("a .*b.*c"), false).problems()).isNotEmpty();
  }
}
