package dev.mlharness.starter.report;

import dev.mlharness.approval.Check;
import dev.mlharness.approval.Evidence;
import dev.mlharness.pipeline.PipelineResult;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.PipelineStatus.StageRun;
import dev.mlharness.pipeline.PipelineStatus.State;
import dev.mlharness.pipeline.Stage;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** A pipeline as a JUnit report, which CI systems read: a test for each stage and threshold. */
public final class JunitReport {
  private final String pipeline;
  private final PipelineStatus status;
  private final @Nullable Evidence evidence;

  /**
   * @param evidence null: no threshold was looked at
   */
  public JunitReport(String pipeline, PipelineStatus status, @Nullable Evidence evidence) {
    this.pipeline = pipeline;
    this.status = status;
    this.evidence = evidence;
  }

  public String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", pipeline);
      suite(xml, "stages", stages());
      suite(xml, "thresholds", thresholds());
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text that takes no XML", e);
    }
    return text.toString();
  }

  private List<Case> stages() {
    List<Case> cases = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      cases.add(
          new Case(
              stage.word(), verdict(stage), stage == status.stage() ? why() : "", runs(stage)));
    }
    return cases;
  }

  private Verdict verdict(Stage stage) {
    int order = stage.compareTo(status.stage());
    if (order < 0) {
      return Verdict.PASSED;
    }
    PipelineResult result = status.result();
    if (order > 0) {
      return Verdict.SKIPPED;
    }
    if (result != null) {
      return Outcomes.reached(result) ? Verdict.PASSED : Verdict.FAILED;
    }
    return status.state() == State.HELD ? Verdict.FAILED : Verdict.SKIPPED;
  }

  private String why() {
    PipelineResult result = status.result();
    return result == null
        ? status.waitingFor()
        : Outcomes.word(result.outcome()) + ": " + result.reason();
  }

  private String runs(Stage stage) {
    return status.runs().stream()
        .filter(run -> run.stage() == stage)
        .map(JunitReport::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(StageRun run) {
    return "attempt %d: %s %s%s"
        .formatted(
            run.attempt(),
            run.outcome() == null ? "running" : run.outcome(),
            run.url(),
            run.message() == null ? "" : "\n" + run.message());
  }

  private List<Case> thresholds() {
    return evidence == null
        ? List.of()
        : evidence.checks().stream().map(JunitReport::threshold).toList();
  }

  private static Case threshold(Check check) {
    return new Case(
        check.metric() + ": " + check.rule(),
        check.passed() ? Verdict.PASSED : Verdict.FAILED,
        check.message(),
        "");
  }

  private void suite(XMLStreamWriter xml, String name, List<Case> cases) throws XMLStreamException {
    if (cases.isEmpty()) {
      return;
    }
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", String.valueOf(cases.size()));
    xml.writeAttribute("failures", count(cases, Verdict.FAILED));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", count(cases, Verdict.SKIPPED));
    for (Case each : cases) {
      write(xml, name, each);
    }
    xml.writeEndElement();
  }

  private void write(XMLStreamWriter xml, String suite, Case each) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", pipeline + "." + suite);
    xml.writeAttribute("name", each.name);
    switch (each.verdict) {
      case FAILED -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", legal(each.why));
        xml.writeEndElement();
      }
      case SKIPPED -> xml.writeEmptyElement("skipped");
      case PASSED -> {}
    }
    if (!each.said.isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(each.said));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** XML has no place for most control characters, which logs have. */
  private static String legal(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\n'
                    || c == '\t'
                    || (c >= ' ' && c <= 0xFFFD && !isSurrogate(c))
                    || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static String count(List<Case> cases, Verdict verdict) {
    return String.valueOf(cases.stream().filter(each -> each.verdict == verdict).count());
  }

  private enum Verdict {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * @param why it failed
   * @param said what belongs to it
   */
  private record Case(String name, Verdict verdict, String why, String said) {}
}
