package dev.mlharness.activities.databricks.watch;

import static dev.mlharness.activities.TestWorkspace.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.RunResultState;
import dev.mlharness.run.RunHandle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspacePollerTest extends PollerFixture {

  @Test
  void withNothingToWatchNothingIsAsked() throws InterruptedException {
    assertThat(poller.pass()).isEqualTo(Duration.ofMinutes(1));
    assertThat(workspace.getAllServeEvents()).isEmpty();
  }

  @Test
  void aLoneRunIsAskedAboutWithoutAListing() throws InterruptedException {
    Watch watch = watch(workspace.jobs().start("fraud train"));

    assertThat(poller.pass()).isEqualTo(Duration.ofSeconds(2));
    assertThat(watch.progress()).isEqualTo("RUNNING");
    assertThat(workspace.calls(LIST)).isZero();
    assertThat(workspace.calls(GET)).isEqualTo(1);
  }

  @Test
  void aHundredActiveRunsCostFourCalls() throws InterruptedException {
    watchMany(100);

    poller.pass();

    assertThat(workspace.calls(LIST)).isEqualTo(4);
    assertThat(workspace.calls(GET)).isZero();
  }

  @Test
  void onlyRunsThatAreNoLongerActiveAreAskedAboutOnce() throws InterruptedException {
    List<Watch> many = watchMany(100);
    long gone = many.get(41).run().runId();
    workspace.jobs().end(gone, RunResultState.SUCCESS);

    poller.pass();

    assertThat(ended).containsOnlyKeys(gone);
    assertThat(workspace.calls(GET)).isEqualTo(1);
  }

  @Test
  void betweenLooksNothingIsAsked() throws InterruptedException {
    watchMany(30);
    poller.pass();
    int calls = workspace.getAllServeEvents().size();

    clock.pass(Duration.ofSeconds(1));
    poller.pass();

    assertThat(workspace.getAllServeEvents()).hasSize(calls);
  }

  @Test
  void oneRunThatIsDueIsNotWorthAListingOfManyPages() throws InterruptedException {
    List<Watch> many = watchMany(100);
    poller.pass();
    many.get(7).lookAt(clock.instant());

    poller.pass();

    assertThat(workspace.calls(GET)).isEqualTo(1);
    assertThat(workspace.calls(LIST)).isEqualTo(4);
  }

  @Test
  void aRepairedRunHasEndedOnlyWhenItsRepairIsKnown() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    workspace.jobs().end(run, RunResultState.FAILED);
    watches.add(watch(new RunHandle(ACCESS, run, "", 1)));

    poller.pass();

    assertThat(ended).as("what ended is the run before its repair").isEmpty();
    assertThat(workspace.requests(GET).get(0).getUrl()).contains("include_history=true");
  }

  @Test
  void twoWhoWaitForTheSameRunAreBothTold() throws InterruptedException {
    long run = workspace.jobs().start("fraud train");
    Watch one = watch(run);
    Watch other = watch(run);
    workspace.jobs().end(run, RunResultState.SUCCESS);

    poller.pass();

    assertThat(one.settled()).isTrue();
    assertThat(other.settled()).isTrue();
    assertThat(workspace.calls(GET)).isEqualTo(1);
  }

  @Test
  void aRunIsLeftAloneUntilItIsLikelyToEnd() throws InterruptedException {
    long first = workspace.jobs().start("fraud train 1 [abc]");
    watch(first);
    workspace.jobs().end(first, RunResultState.SUCCESS);
    workspace.jobs().get(first).setStartTime(1_000L).setEndTime(101_000L);
    poller.pass();
    watch(workspace.jobs().start("fraud train 2 [def]"));

    assertThat(poller.pass()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50));
  }
}
