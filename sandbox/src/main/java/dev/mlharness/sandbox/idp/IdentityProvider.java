package dev.mlharness.sandbox.idp;

import dev.mlharness.sandbox.SandboxSettings;
import dev.mlharness.sandbox.seed.Seed;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Runs the identity provider in a context of its own, as an identity provider is a system of its
 * own: it shares nothing with the workspace but the seed.
 */
@Component
@Lazy(false)
final class IdentityProvider implements SmartLifecycle {

  private final SandboxSettings settings;
  private final Seed seed;
  private @Nullable ConfigurableApplicationContext context;

  IdentityProvider(SandboxSettings settings, Seed seed) {
    this.settings = settings;
    this.seed = seed;
  }

  @Override
  public void start() {
    context =
        new SpringApplicationBuilder(IdentityProviderServer.class)
            .web(WebApplicationType.SERVLET)
            .logStartupInfo(false)
            .initializers(this::shareTheSeed)
            .properties(Map.of("spring.config.name", "identity-provider"))
            .run("--server.port=" + settings.idp().port(), "--spring.application.name=idp");
    context.getBean(ProjectedTokens.class).start();
  }

  private void shareTheSeed(ConfigurableApplicationContext child) {
    var beans = (GenericApplicationContext) child;
    beans.registerBean(SandboxSettings.class, () -> settings);
    beans.registerBean(Seed.class, () -> seed);
  }

  @Override
  public void stop() {
    if (context != null) {
      context.close();
      context = null;
    }
  }

  @Override
  public boolean isRunning() {
    return context != null;
  }

  /** Before the workspace takes requests: a token that it must verify needs the issuer's keys. */
  @Override
  public int getPhase() {
    return 0;
  }
}
