package dev.mlharness.privilege;

import java.util.Set;

/**
 * The privileges that a pipeline has to do with, as Unity Catalog's API spells them. It knows more,
 * so a privilege is a word and not one of a closed set.
 */
public final class Privilege {

  public static final String USE_CATALOG = "USE_CATALOG";
  public static final String USE_SCHEMA = "USE_SCHEMA";
  public static final String SELECT = "SELECT";
  public static final String EXECUTE = "EXECUTE";
  public static final String CREATE_MODEL = "CREATE_MODEL";
  public static final String CREATE_MODEL_VERSION = "CREATE_MODEL_VERSION";
  public static final String APPLY_TAG = "APPLY_TAG";
  public static final String MANAGE = "MANAGE";
  public static final String ALL_PRIVILEGES = "ALL_PRIVILEGES";

  /** Owning the securable: held, and never granted. */
  public static final String OWNERSHIP = "OWNERSHIP";

  /** On a serving endpoint. */
  public static final String CAN_MANAGE = "CAN_MANAGE";

  /** By themselves they open nothing. */
  private static final Set<String> WAYS = Set.of(USE_CATALOG, USE_SCHEMA, "BROWSE");

  /** What {@code ALL PRIVILEGES} leaves out. */
  private static final Set<String> APART =
      Set.of(MANAGE, OWNERSHIP, CAN_MANAGE, "EXTERNAL_USE_SCHEMA", "EXTERNAL_USE_LOCATION");

  private Privilege() {}

  /** Whether whoever holds {@code held} may do what {@code needed} allows. */
  static boolean covers(String held, String needed) {
    return held.equals(needed)
        || held.equals(OWNERSHIP)
        || (held.equals(ALL_PRIVILEGES) && !APART.contains(needed));
  }

  /** Whether it only leads to other things. */
  static boolean isWay(String privilege) {
    return WAYS.contains(privilege);
  }

  /** As SQL spells it. */
  static String sql(String privilege) {
    return privilege.replace('_', ' ');
  }
}
