package dev.mlharness.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.temporal.workflow.WorkflowInterface;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;

/**
 * Workflow code is replayed, on another machine and years later, and must do the same again: time,
 * chance, waiting and the outside world come from Temporal or from activities.
 */
@AnalyzeClasses(packages = "dev.mlharness", importOptions = DoNotIncludeTests.class)
class DeterminismTest {
  private static final String[] RUNS_IN_WORKFLOWS = {
    "dev.mlharness.access",
    "dev.mlharness.approval",
    "dev.mlharness.audit",
    "dev.mlharness.check",
    "dev.mlharness.identity",
    "dev.mlharness.ledger",
    "dev.mlharness.lineage",
    "dev.mlharness.pipeline",
    "dev.mlharness.promotion",
    "dev.mlharness.registry",
    "dev.mlharness.rollout",
    "dev.mlharness.run",
    "dev.mlharness.secret",
    "dev.mlharness.serving",
    "dev.mlharness.start",
    "dev.mlharness.timing",
    "dev.mlharness.tracking",
    "dev.mlharness.watch"
  };

  private static final DescribedPredicate<JavaClass> IMPLEMENT_A_WORKFLOW =
      DescribedPredicate.describe(
          "implement a workflow",
          type ->
              type.getAllRawInterfaces().stream()
                  .anyMatch(parent -> parent.isAnnotatedWith(WorkflowInterface.class)));

  @ArchTest
  static final ArchRule READS_NO_CLOCK =
      noClasses()
          .should()
          .callMethodWhere(now())
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethodWhere(calls(System.class, "currentTimeMillis", "nanoTime"))
          .because("a replay happens at another time; use Workflow.currentTimeMillis()");

  @ArchTest
  static final ArchRule TOSSES_NO_COIN =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethodWhere(calls(UUID.class, "randomUUID"))
          .orShould()
          .callMethodWhere(calls(Math.class, "random"))
          .because("a replay must choose the same; use Workflow.randomUUID() or newRandom()");

  @ArchTest
  static final ArchRule STARTS_NO_THREAD =
      noClasses()
          .should()
          .dependOnClassesThat(
              assignableTo(Thread.class)
                  .or(assignableTo(Executor.class))
                  .or(assignableTo(Future.class))
                  .or(assignableTo(Lock.class)))
          .because(
              "only Temporal may decide what runs next; use Async, Promise and Workflow.await");

  @ArchTest
  static final ArchRule DEPENDS_ON_NO_MACHINE =
      noClasses()
          .should()
          .callMethodWhere(calls(System.class, "getenv", "getProperty", "getProperties", "exit"))
          .because("a replay happens on another machine; configuration belongs to the worker");

  @ArchTest
  static final ArchRule TOUCHES_NOTHING_OUTSIDE =
      noClasses()
          .that()
          .resideInAnyPackage(RUNS_IN_WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")
          .because("files, networks and databases are touched by activities");

  @ArchTest
  static final ArchRule SHARES_NO_STATE =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAnyPackage(RUNS_IN_WORKFLOWS)
          .should()
          .beFinal()
          .because("pipelines share a process; what one writes to a static, another would read");

  @ArchTest
  static final ArchRule DECIDES_APART_FROM_WORKFLOWS =
      noClasses()
          .that()
          .haveSimpleName("Approval")
          .or()
          .haveSimpleName("Validation")
          .or()
          .haveSimpleName("Changes")
          .or()
          .haveSimpleName("Judgement")
          .or()
          .haveSimpleName("TaskParameters")
          .or()
          .haveSimpleName("Details")
          .or()
          .haveSimpleName("Course")
          .or()
          .haveSimpleName("Traffic")
          .or()
          .haveSimpleName("Looks")
          .or()
          .haveSimpleName("RolloutDetails")
          .or()
          .haveSimpleName("Violations")
          .or()
          .haveSimpleName("Line")
          .or()
          .haveSimpleName("Champions")
          .or()
          .haveSimpleName("ModelDetails")
          .or()
          .haveSimpleName("Resized")
          .or()
          .haveSimpleName("Restraint")
          .or()
          .haveSimpleName("WatchDetails")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.temporal..")
          .because("decisions are pure functions with tests of their own");

  @ArchTest
  static final ArchRule IMPLEMENTATIONS_ARE_RECOGNISED =
      classes()
          .that()
          .areNotInterfaces()
          .and(IMPLEMENT_A_WORKFLOW)
          .should()
          .haveSimpleNameEndingWith("Workflow");

  private static DescribedPredicate<JavaAccess<?>> calls(Class<?> type, String... methods) {
    Set<String> names = Set.of(methods);
    return DescribedPredicate.describe(
        type.getSimpleName() + "." + names,
        access -> access.getTargetOwner().isAssignableTo(type) && names.contains(access.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> now() {
    return DescribedPredicate.describe(
        "now()",
        access ->
            access.getName().equals("now")
                && access.getTargetOwner().isAssignableTo(Temporal.class));
  }
}
