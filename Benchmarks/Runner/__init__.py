"""Runs the clients of the benchmarks and writes down what they needed."""
