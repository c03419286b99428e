package io.streamgate;

/** Starts Streamgate. */
public final class Main {

  private Main() {}

  /** Reads the settings, starts the parts and serves until the process is told to stop. */
  public static void main(String[] arguments) {}
}
