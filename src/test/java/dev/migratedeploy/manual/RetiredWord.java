package dev.migratedeploy.manual;

import java.util.regex.Pattern;

/** A word that no message and no page uses any longer, with the plain one instead of it. */
enum RetiredWord {
  MEND("\\bmend(?:s|ed|ing)?\\b", "fix"),
  ONLY("(?<!\\b(?:leave|leaves|left|leaving|let)\\b[^.]{0,60})\\balone\\b", "only"),
  CONDITION(
      "\\b(?-i:(?:even|also|only|except|absent|empty|null|false|true|missing|needed) where"
          + "|[Ww]here (?:no|not|nothing|none|nobody|there)"
          + "|[Ww]here (?:it|that|they|one) (?:is|are|does|do|has|have) (?:not|no|there))\\b",
      "if, when"),
  ANYBODY("\\bwhoever\\b", "everybody who; what"),
  STILL("\\ball the same\\b", "still, anyway"),
  AGAIN("\\banew\\b|\\bonce more\\b", "again, retry"),
  ASSUME("\\b(?:take|takes|took|taken|taking) on\\b", "assume (a role)"),
  FOR_WANT_OF("\\bfor want of\\b", "out of"),
  IN_VAIN("\\bin vain\\b|\\bfor ever\\b", "blocked, waits for"),
  PENDING(
      "\\b(?:debts?|owed?|owes|owing)\\b|\\black(?:s|ed|ing)?\\b"
          + "|\\bscripts? (?:that )?(?:waits?|are waiting|is waiting)\\b(?! (?:for|longer)\\b)",
      "pending; misses"),
  ALL_PASSED("\\bnothing of \\d|\\bis against\\b", "all checks passed"),
  MARKED("\\bstands? behind\\b|\\bstands? (?:in|before|there)\\b", "are marked; is written"),
  DIFFERS("\\bnot any ?more\\b", "differs from"),
  ONE_OF_THEM("\\bgive one of them another\\b", "rename one of them"),
  OWN_COMMAND("\\brun flyway repair\\b", "run migrate-deploy repair --env NAME");

  private final Pattern pattern;
  private final String instead;

  RetiredWord(String pattern, String instead) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    this.instead = instead;
  }

  boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  String instead() {
    return instead;
  }
}
