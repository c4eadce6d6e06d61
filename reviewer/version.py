"""The version of the program; the build reads it here, and no start pays for a look-up."""

VERSION = "0.1.0"
