package dev.mlharness.world;

import dev.mlharness.privilege.Found;
import dev.mlharness.privilege.Held;
import dev.mlharness.privilege.Need;
import dev.mlharness.privilege.Needs;
import dev.mlharness.privilege.PrivilegeActivities;
import dev.mlharness.privilege.PrivilegeMode;
import dev.mlharness.privilege.PrivilegeReport;
import dev.mlharness.privilege.RoleNeeds;
import dev.mlharness.privilege.RolePrivileges;
import dev.mlharness.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Every role holds what it needs, until something is taken away or given. */
public final class FakePrivileges implements PrivilegeActivities {
  private static final String PRINCIPAL = "sp-1";

  private final Faults faults;
  private final List<Held> given = new ArrayList<>();
  private PrivilegeMode mode = PrivilegeMode.CHECKED;
  private String taken = "";

  FakePrivileges(Faults faults) {
    this.faults = faults;
  }

  /** From now on nobody holds this. */
  public synchronized void take(String privilege) {
    taken = privilege;
  }

  /** Puts back what was taken. */
  public synchronized void grant() {
    taken = "";
  }

  /** From now on every role holds this, too. */
  public synchronized void give(Held held) {
    given.add(held);
  }

  public synchronized void mode(PrivilegeMode wanted) {
    mode = wanted;
  }

  @Override
  public PrivilegeReport compare(Recipe recipe) {
    return faults.around("ComparePrivileges", () -> report(recipe));
  }

  private synchronized PrivilegeReport report(Recipe recipe) {
    return new PrivilegeReport(
        recipe.workspace(),
        mode,
        Needs.of(recipe, new Found(true, true)).stream()
            .map(role -> RolePrivileges.of(role, PRINCIPAL, held(role)))
            .toList());
  }

  private List<Held> held(RoleNeeds role) {
    List<Held> held = new ArrayList<>(given);
    role.needs().stream()
        .filter(need -> !need.privilege().equals(taken))
        .map(FakePrivileges::met)
        .forEach(held::add);
    return held;
  }

  private static Held met(Need need) {
    return new Held(need.on(), need.privilege(), PRINCIPAL);
  }
}
