"""Many articles in one run, on many cores or many machines: `verifier batch`.

    INPUT -> Entry -> Task -> Result -> report, ledger -> table

`run.py` shows this way on one screen. `items.py` says which articles there are, `work.py` checks one;
`pool.py` has the processes of this machine do it, `cluster.py` those of a Dask cluster. `ledger.py` holds
what was planned and what is done, so that a run can be broken off at any moment and go on.
"""
