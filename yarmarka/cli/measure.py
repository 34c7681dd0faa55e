"""What a command took: time and memory."""

import resource
import sys


def peak_memory_mb() -> float:
    """Return the most memory that this process has held at once, in MB (10^6 bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts KiB, macOS bytes.
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)
