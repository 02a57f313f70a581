package dev.mlharness.starter.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlharness.payload.Payloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Where a command writes to, and whom it asks. */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Surroundings surroundings;

  public Console(PrintWriter out, PrintWriter err, Surroundings surroundings) {
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
  }

  /** A line of the answer, on standard output. */
  public void print(String line) {
    out.println(line);
    out.flush();
  }

  /** The one JSON document that is the answer, on standard output. */
  public void json(Object answer) {
    try {
      print(Payloads.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is not JSON: " + answer.getClass(), e);
    }
  }

  /** What is not the answer: warnings, errors, progress. On standard error. */
  public void tell(String line) {
    err.println(line);
    err.flush();
  }

  public void error(String message) {
    tell(paint(Style.BAD, "error: ") + message);
  }

  public void warn(String message) {
    tell(paint(Style.CARE, "warning: ") + message);
  }

  /**
   * Writes over the last lines of progress; only on a terminal. Long lines are cut: one that wraps
   * would be more lines than can be counted here.
   */
  public void rewrite(int lines, String text) {
    err.print(over(lines) + "\u001b[?7l" + text + "\u001b[?7h");
    err.flush();
  }

  /** Writes over the last lines of progress for good, at full length. */
  public void settle(int lines, String text) {
    err.print(over(lines) + text);
    err.flush();
  }

  private static String over(int lines) {
    return lines == 0 ? "" : "\u001b[" + lines + "F\u001b[J";
  }

  /** The text in this style, if there is somebody to see it. */
  public String paint(Style style, String text) {
    return surroundings.colours() ? style.paint(text) : text;
  }

  /** Whether there is a person to ask. */
  public boolean terminal() {
    return surroundings.terminal();
  }

  /** Asks for a yes; anything else, and the end of the input, is a no. */
  public boolean confirm(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String answer = surroundings.in().readLine();
      String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
