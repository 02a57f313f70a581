package dev.mlharness.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Worker and starter → activities → workflows, and nothing the other way. */
@AnalyzeClasses(packages = "dev.mlharness", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleDirectionsTest {
  private static final String[] ABOVE_WORKFLOWS = {
    "dev.mlharness.activities..", "dev.mlharness.worker..", "dev.mlharness.starter.."
  };
  private static final DescribedPredicate<JavaClass> WORKFLOWS =
      JavaClass.Predicates.resideInAPackage("dev.mlharness..")
          .and(JavaClass.Predicates.resideOutsideOfPackages(ABOVE_WORKFLOWS))
          .as("workflows");

  @ArchTest
  static final ArchRule WORKFLOWS_SEE_NOBODY =
      noClasses()
          .that(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ABOVE_WORKFLOWS)
          .because("workflows are the contract; they know neither how nor where it is carried out");

  @ArchTest
  static final ArchRule WORKFLOWS_TOUCH_NO_SYSTEM =
      noClasses()
          .that(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "com.databricks..",
              "org.mlflow..",
              "org.eclipse.jgit..",
              "java.net.http..",
              "java.sql..")
          .because("the world is touched by activities only");

  @ArchTest
  static final ArchRule ACTIVITIES_SEE_WORKFLOWS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.mlharness.activities..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.mlharness.worker..", "dev.mlharness.starter..", "org.springframework..")
          .because("activities are plain classes that a worker wires");

  @ArchTest
  static final ArchRule STARTER_KNOWS_THE_CONTRACT_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.mlharness.starter..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.mlharness.activities..", "dev.mlharness.worker..")
          .because("whoever starts a pipeline and whoever carries it out meet in Temporal");

  @ArchTest
  static final ArchRule WORKER_DOES_NOT_START_ITSELF =
      noClasses()
          .that()
          .resideInAPackage("dev.mlharness.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.mlharness.starter..");

  @ArchTest
  static final ArchRule WORKFLOW_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.mlharness.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ACTIVITY_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.mlharness.activities.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STARTER_PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.mlharness.starter.(*)..").should().beFreeOfCycles();

  @Test
  void theSandboxIsNotOnTheClassPathOfTheWorker() {
    assertThat(ModuleDirectionsTest.class.getClassLoader())
        .satisfies(
            loader -> {
              assertThat(loader.getResource("dev/mlharness/worker/WorkerApplication.class"))
                  .isNotNull();
              assertThat(loader.getResource("dev/mlharness/sandbox/SandboxApplication.class"))
                  .isNull();
            });
  }
}
