package dev.mlharness.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The module knows Temporal and JSON, and nothing else. */
@AnalyzeClasses(packages = "dev.mlharness", importOptions = DoNotIncludeTests.class)
class ModuleTest {
  @ArchTest
  static final ArchRule KNOWS_NOBODY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.mlharness..",
              "java..",
              "org.jspecify..",
              "io.temporal..",
              "com.fasterxml.jackson..",
              // the recipe: schema, YAML, canonical JSON
              "com.networknt.schema..",
              "org.snakeyaml.engine..",
              "org.erdtman.jcs..",
              // what travels: encrypted payloads, the stage in the log
              "javax.crypto..",
              "com.google.protobuf..",
              "org.slf4j..")
          .because("the worker and the ways in depend on this module, never the other way round");

  @ArchTest
  static final ArchRule HAS_NO_CYCLES =
      slices()
          .matching("dev.mlharness.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that needs its own user is no subject of its own");
}
