package dev.mlharness.worker;

import dev.mlharness.activities.notify.AddressGuard;
import dev.mlharness.activities.notify.Deliveries;
import dev.mlharness.activities.notify.GuardedHttp;
import dev.mlharness.activities.notify.Links;
import dev.mlharness.activities.notify.Receivers;
import dev.mlharness.notify.NotifyActivities;
import io.temporal.client.WorkflowClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways out of the house. */
@Configuration(proxyBeanMethods = false)
class NotifyConfiguration {

  @Bean
  AddressGuard addressGuard(NotifyProperties properties) {
    return ConfiguredWorkspaces.checked(
        "mlharness.notify.allowed-addresses",
        () -> new AddressGuard(properties.allowedAddresses()));
  }

  @Bean
  GuardedHttp guardedHttp(AddressGuard guard) {
    return new GuardedHttp(guard);
  }

  @Bean
  Receivers receivers(
      NotifyProperties properties, GuardedHttp http, AddressGuard guard, WorkflowClient temporal) {
    return ConfiguredReceivers.of(
        properties,
        http,
        guard,
        new Links(
            properties.publicAddress(),
            properties.temporalUi(),
            temporal.getOptions().getNamespace()));
  }

  @Bean
  NotifyActivities notifyActivities(Receivers receivers) {
    return new Deliveries(receivers);
  }
}
