package dev.mlharness.activities.rotation;

import java.util.Optional;

/** Versions of one text, by the labels that AWS Secrets Manager knows. */
interface LabelledVersions {
  String words();

  /** The text of the version with the label; empty where none has it. */
  Optional<String> get(String label);

  /**
   * A new version with the label, which another may have had. The first version of all is {@code
   * AWSCURRENT} too, whatever its label.
   */
  void put(String label, String text);

  /**
   * The version with one label gets another too, from the version that has it. One that loses
   * {@code AWSCURRENT} is {@code AWSPREVIOUS} from then on.
   */
  void move(String label, String toThatOf);

  /** No version has the label any more. Without any, a version is deleted in time. */
  void unlabel(String label);
}
