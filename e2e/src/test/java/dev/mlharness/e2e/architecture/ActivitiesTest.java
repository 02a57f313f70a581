package dev.mlharness.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.mlharness.access.Unaudited;
import dev.mlharness.audit.Audited;
import io.temporal.activity.ActivityInterface;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Nothing is changed without its record. */
class ActivitiesTest {
  private static final JavaClasses WORKFLOWS =
      new ClassFileImporter().importPath(Path.of("../workflows/target/classes"));

  @Test
  void eachActivityMethodSaysWhetherItChangesTheWorld() {
    methods()
        .that(
            DescribedPredicate.<JavaMethod>describe(
                "are activity methods",
                method -> method.getOwner().isAnnotatedWith(ActivityInterface.class)))
        .should(
            new ArchCondition<>("be either @Audited or @Unaudited") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                boolean audited = marked(method, Audited.class);
                boolean unaudited = marked(method, Unaudited.class);
                events.add(
                    new SimpleConditionEvent(
                        method,
                        audited != unaudited,
                        method.getFullName()
                            + (audited ? " is both" : " is neither")
                            + ": @Audited if it changes anything outside, @Unaudited(why) if not"));
              }
            })
        .check(WORKFLOWS);
  }

  private static boolean marked(
      JavaMethod method, Class<? extends java.lang.annotation.Annotation> mark) {
    return method.isAnnotatedWith(mark) || method.getOwner().isAnnotatedWith(mark);
  }
}
