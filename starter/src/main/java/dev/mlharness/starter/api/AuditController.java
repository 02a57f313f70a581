package dev.mlharness.starter.api;

import dev.mlharness.audit.AuditHead;
import dev.mlharness.audit.AuditKind;
import dev.mlharness.audit.AuditPage;
import dev.mlharness.audit.AuditQuery;
import dev.mlharness.audit.AuditQuery.Order;
import dev.mlharness.audit.AuditRecord;
import dev.mlharness.audit.AuditVerification;
import dev.mlharness.starter.connection.Questions;
import dev.mlharness.starter.paging.PageRequest;
import dev.mlharness.starter.paging.PageToken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "audit", description = "Who did what: a chain that nobody can change unseen.")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private final TemporalConnection temporal;

  AuditController(TemporalConnection temporal) {
    this.temporal = temporal;
  }

  @Operation(
      summary = "Records, the newest first",
      description =
          "With order=oldest_first, page by page, an export; after continues a former one.")
  @Allowed(ApiRole.AUDITOR)
  @GetMapping("/records")
  RecordsPage records(
      @RequestParam(name = "kind", required = false) @Nullable Set<AuditKind> kinds,
      @RequestParam(name = "pipeline", required = false) @Nullable String pipeline,
      @RequestParam(name = "order", required = false) @Nullable Order wanted,
      @RequestParam(name = "after", required = false) @Nullable Long after,
      @ParameterObject Paging paging) {
    Order order = wanted == null ? Order.NEWEST_FIRST : wanted;
    if (after != null && order != Order.OLDEST_FIRST) {
      throw new Refused(HttpStatus.BAD_REQUEST, "after goes with order=oldest_first.");
    }
    PageRequest request = paging.request();
    AuditQuery first =
        new AuditQuery(
            kinds == null ? Set.of() : named(kinds),
            Texts.optional("pipeline", pipeline),
            order,
            after,
            request.limit());
    String list = list(first);
    AuditPage page =
        ask(request.token() == null ? first : first.from(sequence(list, request.token())));
    return new RecordsPage(page.records(), page.next() == null ? null : token(list, page.next()));
  }

  @Operation(
      summary = "Walks the whole chain, and says whether it is whole",
      description = "With heads that were remembered: whether all up to them is as it was.")
  @Allowed(ApiRole.AUDITOR)
  @PostMapping("/verifications")
  AuditVerification verify(@RequestBody(required = false) @Nullable HeadsBody body) {
    return Questions.ask(
        temporal.temporal(),
        "VerifyAudit",
        "verification of the audit store",
        body == null ? List.of() : body.remembered(),
        AuditVerification.class);
  }

  /**
   * Which list this is, in the words of every replica: a set has another order in each process. How
   * many records a page has may change from page to page.
   */
  static String list(AuditQuery query) {
    return "audit %s %s %s"
        .formatted(new TreeSet<>(query.kinds()), query.order(), query.pipeline());
  }

  /** Of {@code kind=start,} the second is none. */
  private static Set<AuditKind> named(Set<AuditKind> kinds) {
    return kinds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private AuditPage ask(AuditQuery query) {
    return Questions.ask(temporal.temporal(), "ReadAudit", "audit records", query, AuditPage.class);
  }

  private static String token(String list, long sequence) {
    return PageToken.of(list, ByteBuffer.allocate(Long.BYTES).putLong(sequence).array());
  }

  private static long sequence(String list, String token) {
    byte[] cursor = PageToken.cursor(list, token);
    if (cursor.length != Long.BYTES) {
      throw new Refused(HttpStatus.BAD_REQUEST, "page is none that was given out.");
    }
    return ByteBuffer.wrap(cursor).getLong();
  }

  /**
   * @param nextPage what to ask for as {@code page}; null: these are the last
   */
  record RecordsPage(List<AuditRecord> records, @Nullable String nextPage) {}

  /**
   * @param heads as former verifications said them, {@code N:HASH}
   */
  record HeadsBody(@Nullable List<String> heads) {
    List<AuditHead> remembered() {
      try {
        return heads == null ? List.of() : heads.stream().map(AuditHead::parse).toList();
      } catch (IllegalArgumentException e) {
        throw new Refused(HttpStatus.BAD_REQUEST, "heads: " + e.getMessage());
      }
    }
  }
}
