package dev.mlharness.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.identity.audit.IdentityInventory.Grant;
import dev.mlharness.identity.audit.IdentityInventory.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class MendingTest {
  private static String mend(Object thing) {
    List<IdentityFinding> findings = new SmallInventory().with(thing).findings();
    return findings.get(0).mend();
  }

  private static Token token(String id) {
    return new Token(id, "x", SmallInventory.NOW, null, SmallInventory.NOW);
  }

  @Test
  void aCommandIsCompleteButForTheTokenOfAnAdmin() {
    assertThat(mend(token("ab12")))
        .isEqualTo(
            "curl -fsS -X DELETE -H \"Authorization: Bearer $DATABRICKS_TOKEN\""
                + " 'https://dbc.example.com/api/2.0/token-management/tokens/ab12'");
  }

  @Test
  void noNameOfTheWorkspaceBecomesACommandOfTheShell() {
    assertThat(mend(token("a'; rm -rf ~; '/../b")))
        .endsWith("tokens/a%27%3B%20rm%20-rf%20~%3B%20%27%2F..%2Fb'");
    assertThat(mend(new Grant("main'$(id)", "app-trainer", "MANAGE")))
        .contains("/permissions/catalog/main%27%24%28id%29'");
  }

  @Test
  void aQuoteInAGroupsNameStaysWithinItsString() {
    var mending = new Mending(new SmallInventory().taken().place());
    assertThat(mending.revoke("main", "it's \"us\"", "MANAGE"))
        .contains(
            "{\"changes\": [{\"principal\": \"it'\\''s \\\"us\\\"\", \"remove\": [\"MANAGE\"]}]}");
  }
}
