package dev.migratedeploy.plan.comment;

import dev.migratedeploy.gitlab.Notes;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Comments in which nothing is written that nobody is to read. */
record MaskedNotes(Notes notes, UnaryOperator<String> mask) implements Notes {
  @Override
  public List<Note> ours(Predicate<String> isOurs) {
    return notes.ours(isOurs);
  }

  @Override
  public void create(String body) {
    notes.create(mask.apply(body));
  }

  @Override
  public void rewrite(long id, String body) {
    notes.rewrite(id, mask.apply(body));
  }

  @Override
  public void delete(long id) {
    notes.delete(id);
  }
}
