package dev.mlharness.sandbox.sql;

import dev.mlharness.sandbox.api.ApiException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements that the sandbox understands. */
sealed interface Statement {

  Pattern HISTORY =
      pattern("DESCRIBE\\s+HISTORY\\s+(?<table>\\S+)(?:\\s+LIMIT\\s+(?<limit>\\d{1,18}))?");

  Pattern SELECT =
      pattern(
          "SELECT\\s+\\*\\s+FROM\\s+(?<table>\\S+)(?:\\s+VERSION\\s+AS\\s+OF\\s+(?<version>\\d{1,18}))?"
              + "(?:\\s+LIMIT\\s+(?<limit>\\d{1,18}))?");

  /** Any other single SELECT, of columns. */
  Pattern QUERY =
      Pattern.compile(
          "\\s*(?<query>SELECT\\s+(?!\\s*\\*)[^;]+?)\\s*;?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A table in a query: what follows FROM or JOIN. */
  Pattern NAMED =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+(?<table>[\\w.-]+)", Pattern.CASE_INSENSITIVE);

  /** Full names of the tables that it reads. */
  List<String> tables();

  /** The versions of a table, newest first. */
  record History(String table, long limit) implements Statement {
    @Override
    public List<String> tables() {
      return List.of(table);
    }
  }

  /**
   * The rows of a table.
   *
   * @param version null: the newest
   */
  record Select(String table, @Nullable Long version, long limit) implements Statement {
    @Override
    public List<String> tables() {
      return List.of(table);
    }
  }

  /** A query over the newest rows of tables, as SQLite understands it. */
  record Query(String text, List<String> tables) implements Statement {
    public Query {
      tables = List.copyOf(tables);
    }
  }

  /**
   * @throws ApiException for anything else
   */
  static Statement of(String text) {
    Matcher history = HISTORY.matcher(text);
    if (history.matches()) {
      return new History(table(history), limit(history));
    }
    Matcher select = SELECT.matcher(text);
    if (select.matches()) {
      String version = select.group("version");
      return new Select(
          table(select), version == null ? null : Long.valueOf(version), limit(select));
    }
    Matcher query = QUERY.matcher(text);
    if (query.matches()) {
      String plain = query.group("query").replace("`", "");
      return new Query(
          plain, NAMED.matcher(plain).results().map(found -> found.group(1)).distinct().toList());
    }
    throw ApiException.invalid(
        "The sandbox runs DESCRIBE HISTORY t [LIMIT n], SELECT * FROM t [VERSION AS OF v]"
            + " [LIMIT n] and SELECT of columns, and no other SQL; got: "
            + text.strip());
  }

  private static Pattern pattern(String form) {
    return Pattern.compile("\\s*" + form + "\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
  }

  private static String table(Matcher matcher) {
    return matcher.group("table").replace("`", "");
  }

  private static long limit(Matcher matcher) {
    String limit = matcher.group("limit");
    return limit == null ? Long.MAX_VALUE : Long.parseLong(limit);
  }
}
