package dev.mlharness.privilege;

/** How a workspace wants the privileges of its roles compared with what recipes touch. */
public enum PrivilegeMode {
  /** What is missing stops a pipeline; what is too much is reported. */
  CHECKED,
  /** What is too much is refused, too. */
  STRICT,
  /** They are not looked at. */
  OFF
}
