package dev.mlharness.starter.sandbox;

import java.util.Locale;

/** The roles that the worker's {@code local} profile binds to service principals of the sandbox. */
public enum LocalRole {
  TRAINER("6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b"),
  DEPLOYER("b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90");

  private final String servicePrincipal;

  LocalRole(String servicePrincipal) {
    this.servicePrincipal = servicePrincipal;
  }

  /** How recipes name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The application id of its service principal. */
  public String servicePrincipal() {
    return servicePrincipal;
  }
}
