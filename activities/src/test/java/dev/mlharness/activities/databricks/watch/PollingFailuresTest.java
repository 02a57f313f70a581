package dev.mlharness.activities.databricks.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.RunResultState;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.mlharness.run.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollingFailuresTest extends PollerFixture {

  @Test
  void aRunThatVanishedIsReportedAfterThreeDenials() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.jobs().vanish(run);

    passUntilEnded();

    assertThat(resultOf(run).outcome()).isEqualTo(RunOutcome.INTERNAL_ERROR);
    assertThat(resultOf(run).message()).contains("Run " + run + " is gone").contains("'prod'");
    assertThat(workspace.calls(GET)).isEqualTo(3);
  }

  @Test
  void aRunThatIsUnknownForAMomentIsNotGone() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.next(GET, 2, aResponse().withStatus(404));
    poller.pass();
    clock.pass(Duration.ofSeconds(10));
    poller.pass();
    clock.pass(Duration.ofSeconds(10));
    poller.pass();
    workspace.next(GET, 2, aResponse().withStatus(404));
    clock.pass(Duration.ofSeconds(10));
    poller.pass();

    assertThat(ended).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void aFailedPollIsNotAFailedRun(int status) throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    Watch watch = watch(run);
    workspace.next(GET, 3, aResponse().withStatus(status));
    workspace.jobs().end(run, RunResultState.SUCCESS);

    poller.pass();
    assertThat(ended).isEmpty();
    assertThat(watch.progress()).startsWith("cannot look: Reading run " + run);
    passUntilEnded();

    assertThat(resultOf(run).succeeded()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenConnectionIsNotAFailedRun(Fault fault) throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    watch(run);
    workspace.next(GET, 1, aResponse().withFault(fault));
    workspace.jobs().end(run, RunResultState.SUCCESS);

    passUntilEnded();

    assertThat(resultOf(run).succeeded()).isTrue();
  }

  @Test
  void aListingThatBreaksOffSaysNothingAboutAnyRun() throws InterruptedException {
    watchMany(60);
    workspace.next(LIST, 1, json("{\"runs\": [], \"next_page_token\": \"1\"}"));
    // The second page fails: whoever was not on the first is not thereby gone.
    workspace.stubFor(
        get(urlPathEqualTo(LIST))
            .atPriority(2)
            .withQueryParam("page_token", equalTo("1"))
            .willReturn(aResponse().withStatus(503)));

    poller.pass();

    assertThat(ended).isEmpty();
    assertThat(workspace.calls(GET)).isZero();
  }

  @Test
  void failingPollsBecomeRarer() throws InterruptedException {
    watch(workspace.jobs().start("fraud train"));
    workspace.next(GET, 20, aResponse().withStatus(503));
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Duration wait = poller.pass();
      waits.add(wait.toSeconds());
      clock.pass(wait);
    }

    assertThat(waits).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void theWorkspaceSaysWhenToAskAgain() throws InterruptedException {
    watch(workspace.jobs().start("fraud train"));
    workspace.next(GET, 1, aResponse().withStatus(429).withHeader("Retry-After", "45"));
    poller.pass();
    Instant then = clock.instant();

    clock.pass(Duration.ofSeconds(2));
    poller.pass();

    assertThat(Duration.between(then, clock.instant()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(45));
    assertThat(workspace.calls(GET)).isEqualTo(2);
  }

  @Test
  void oneForbiddenRunDoesNotKeepTheOthersWaiting() throws InterruptedException {
    List<Watch> many = watchMany(3);
    many.forEach(watch -> workspace.jobs().end(watch.run().runId(), RunResultState.SUCCESS));
    workspace.next(GET, 1, aResponse().withStatus(403));

    poller.pass();

    assertThat(ended).hasSize(2);
    passUntilEnded();
    assertThat(ended).hasSize(3);
  }
}
