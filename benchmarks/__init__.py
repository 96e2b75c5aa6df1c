"""The benchmark that a person runs: `python -m benchmarks`. It measures and reports; it never asserts."""
