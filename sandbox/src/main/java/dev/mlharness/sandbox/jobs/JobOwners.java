package dev.mlharness.sandbox.jobs;

import dev.mlharness.sandbox.store.DocumentCollection;
import dev.mlharness.sandbox.store.Documents;
import org.springframework.stereotype.Component;

/** Who owns which job: its creator, until somebody gives it away. */
@Component
class JobOwners {

  private final DocumentCollection<Owner> owners;

  JobOwners(Documents documents) {
    this.owners = documents.collection("job-owners", Owner.class);
  }

  String of(Job job) {
    return owners.get(Long.toString(job.jobId())).map(Owner::name).orElseGet(job::creatorUserName);
  }

  void change(Job job, String name) {
    owners.put(Long.toString(job.jobId()), new Owner(name));
  }

  private record Owner(String name) {}
}
