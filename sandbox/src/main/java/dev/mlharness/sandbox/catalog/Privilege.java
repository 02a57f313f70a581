package dev.mlharness.sandbox.catalog;

/** The privileges of Unity Catalog that the sandbox knows. */
public enum Privilege {
  USE_CATALOG,
  USE_SCHEMA,
  SELECT,
  MODIFY,
  EXECUTE,
  CREATE_MODEL,
  CREATE_TABLE,
  APPLY_TAG,
  MANAGE,
  ALL_PRIVILEGES
}
