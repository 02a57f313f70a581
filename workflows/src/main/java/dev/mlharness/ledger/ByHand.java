package dev.mlharness.ledger;

import dev.mlharness.registry.AliasChange;
import dev.mlharness.serving.EndpointChange;
import dev.mlharness.serving.EndpointConfig;
import dev.mlharness.serving.EndpointConfig.ServedModel;
import java.util.stream.Collectors;

/** How a person finishes what an inverse could not. */
final class ByHand {
  private ByHand() {}

  static String finish(Inverse inverse) {
    if (inverse instanceof Inverse.StopRun stop) {
      return stop.run() == null
          ? "look for a run named '%s' and cancel it".formatted(stop.request().name())
          : "cancel run %d at %s".formatted(stop.run().runId(), stop.run().url());
    }
    if (inverse instanceof Inverse.RetireVersion retire) {
      return "nothing serves the version of %s tagged with key %s; leave it, or delete it"
          .formatted(retire.model(), retire.key());
    }
    if (inverse instanceof Inverse.RestoreAlias restore) {
      return alias(restore.change());
    }
    if (inverse instanceof Inverse.RestoreSecret restore) {
      return "let the store of secret '%s' hold %s again"
          .formatted(restore.change().secret(), restore.change().former());
    }
    if (inverse instanceof Inverse.DiscardSecret discard) {
      return "see which secrets service principal %s has beside %s, and delete what nobody uses"
          .formatted(discard.change().principal(), discard.change().before());
    }
    return endpoint(((Inverse.RestoreEndpoint) inverse).change());
  }

  private static String alias(AliasChange change) {
    String alias = change.alias().word();
    return change.to() == null
        ? "remove alias %s of %s".formatted(alias, change.model())
        : "set alias %s of %s to version %s".formatted(alias, change.model(), change.to());
  }

  private static String endpoint(EndpointChange change) {
    return change.to() == null
        ? "delete endpoint " + change.endpoint()
        : "let endpoint %s serve %s".formatted(change.endpoint(), served(change.to()));
  }

  private static String served(EndpointConfig config) {
    return config.served().stream().map(ByHand::served).collect(Collectors.joining(", "));
  }

  private static String served(ServedModel model) {
    return "%s version %s at %d %%".formatted(model.model(), model.version(), model.weight());
  }
}
