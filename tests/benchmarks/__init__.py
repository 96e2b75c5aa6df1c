"""The benchmark that a person runs: `python -m tests.benchmarks`. It measures and reports; it never asserts."""
