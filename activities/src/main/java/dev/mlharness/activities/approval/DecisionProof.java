package dev.mlharness.activities.approval;

import dev.mlharness.activities.admission.Person;
import dev.mlharness.approval.Verdict;
import java.time.Instant;

/**
 * What a signed decision says: this person, at this gate, on this evidence, said this.
 *
 * @param id never used again
 * @param gate id of the {@link dev.mlharness.approval.OpenGate}
 * @param evidence digest of what the person saw
 * @param person with their groups when it was signed
 * @param comment empty: none
 * @param expiry until when it must have been handed to the pipeline
 */
record DecisionProof(
    String id,
    String gate,
    String evidence,
    Person person,
    Verdict verdict,
    String comment,
    Instant issuedAt,
    Instant expiry) {}
