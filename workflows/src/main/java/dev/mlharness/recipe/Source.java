package dev.mlharness.recipe;

/** Where the code of the tasks comes from. */
public record Source(Git git) {

  /**
   * A git repository.
   *
   * @param ref branch, tag or commit; pinned to a commit when the pipeline starts
   */
  public record Git(String url, String ref) {
    /**
     * The URL that stands for the repository that holds the recipe. Only the command line knows it.
     */
    public static final String HERE = ".";
  }
}
