package dev.mlharness.e2e.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worker and starter → activities → workflows, and nothing the other way. */
class ModuleDirectionsTest {
  private static final String ACTIVITIES = "dev.mlharness.activities..";
  private static final String WORKER = "dev.mlharness.worker..";
  private static final String STARTER = "dev.mlharness.starter..";
  private static final String SANDBOX = "dev.mlharness.sandbox..";

  /** Workflows have the packages that no other module has. */
  private static final DescribedPredicate<JavaClass> WORKFLOWS =
      JavaClass.Predicates.resideInAPackage("dev.mlharness..")
          .and(JavaClass.Predicates.resideOutsideOfPackages(ACTIVITIES, WORKER, STARTER, SANDBOX))
          .as("workflows");

  /** From what the build has just compiled, as no class path has all modules. */
  private static final JavaClasses ALL =
      of("workflows", "activities", "worker", "starter", "sandbox");

  private static JavaClasses of(String... modules) {
    List<Path> folders =
        Arrays.stream(modules).map(module -> Path.of("..", module, "target/classes")).toList();
    return new ClassFileImporter().importPaths(folders);
  }

  @Test
  void theModulesOfTheseRulesHaveThesePackages() {
    classes().should().resideInAPackage(ACTIVITIES).check(of("activities"));
    classes().should().resideInAPackage(WORKER).check(of("worker"));
    classes().should().resideInAPackage(STARTER).check(of("starter"));
    classes().should().resideInAPackage(SANDBOX).check(of("sandbox"));
    classes().should(be(WORKFLOWS)).check(of("workflows"));
  }

  @Test
  void workflowsSeeNobody() {
    noClasses()
        .that(WORKFLOWS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ACTIVITIES, WORKER, STARTER, SANDBOX)
        .because("they are the contract: they know neither how nor where it is carried out")
        .check(ALL);
  }

  @Test
  void workflowsTouchNoSystem() {
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
        .because("the world is touched by activities only")
        .check(ALL);
  }

  @Test
  void activitiesSeeWorkflowsOnly() {
    noClasses()
        .that()
        .resideInAPackage(ACTIVITIES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(WORKER, STARTER, SANDBOX, "org.springframework..")
        .because("they are plain classes that a worker wires")
        .check(ALL);
  }

  @Test
  void theStarterKnowsTheContractOnly() {
    noClasses()
        .that()
        .resideInAPackage(STARTER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ACTIVITIES, WORKER, SANDBOX)
        .because("who starts a pipeline and who carries it out meet in Temporal")
        .check(ALL);
  }

  @Test
  void theWorkerKnowsNeitherStarterNorSandbox() {
    noClasses()
        .that()
        .resideInAPackage(WORKER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STARTER, SANDBOX)
        .check(ALL);
  }

  @Test
  void theSandboxKnowsNothingOfTheHarness() {
    noClasses()
        .that()
        .resideInAPackage(SANDBOX)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("dev.mlharness..")
                .and(JavaClass.Predicates.resideOutsideOfPackage(SANDBOX)))
        .because("it stands in for a system that does not know the harness either")
        .check(ALL);
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    slices().matching("dev.mlharness.(*)..").should().beFreeOfCycles().check(of("workflows"));
    slices()
        .matching("dev.mlharness.activities.(*)..")
        .should()
        .beFreeOfCycles()
        .check(of("activities"));
  }
}
