"""Questions with known answers: suites that ask the assistant, and the benchmarks."""
