#!/usr/bin/env python3
"""Throughline's front door: hardens the process, spreads the last net, does what the arguments ask."""

from __future__ import annotations

import sys

from app import errors, hardening


def main(given: list[str]) -> int:
    """Do one command, or open the window where there is none, and return the exit code."""
    hardening.harden()
    errors.install()
    from app import commandline  # after hardening: nothing is read or written before it

    return commandline.run(given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
