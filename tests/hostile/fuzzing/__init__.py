"""Coverage-guided fuzzing: what reads bytes from outside is given what no program writes.

`targets.py` lists what is fuzzed; each target says in code what may come of an input. `corpus/` holds for
each target small files to start from, and every input that found something; `tests/hostile/test_fuzzing.py`
goes through them wherever the tests run. `words/` holds what the formats know, for the fuzzer to write with.
`python -m tests.hostile.fuzzing --seconds 600` looks for more, with Atheris (libFuzzer for Python).
"""
