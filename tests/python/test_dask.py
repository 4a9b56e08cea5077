"""reeindex.dask.fit_table on a cluster of worker processes, one of which dies half-way."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

import numpy as np
import pytest

import reeindex as ree
from reeindex.table import fit_table

pd = pytest.importorskip("pandas")
frames = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")

import reeindex.dask

# Dask and its event loop warn of their own affairs when a worker dies.
pytestmark = pytest.mark.filterwarnings("default")


def long_table(groups: int) -> Any:
    rng = np.random.default_rng(6)
    years = np.tile(np.arange(2005, 2025), groups)
    group = np.repeat(np.arange(groups), 20)
    value = 1000 / (1 + np.exp(-0.4 * (years - 2012 - group % 7)))
    value = value * (1 + 0.1 * rng.standard_normal(len(years)))
    table = pd.DataFrame(
        {"office": "o" + pd.Series(group % 5).astype(str), "g": group, "year": years}
    )
    table["value"] = value
    return table.sample(frac=1, random_state=1, ignore_index=True)


def same(found: Any, expected: Any) -> None:
    found = found.sort_values("g", ignore_index=True)
    expected = expected.sort_values("g", ignore_index=True)
    assert found.g.tolist() == expected.g.tolist()
    assert found.office.tolist() == expected.office.tolist()
    for name in ("K", "r", "t0", "K_se", "sse", "aicc"):
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-10)
    for name in ("status", "identification", "limit"):
        assert found[name].astype(str).tolist() == expected[name].astype(str).tolist()


def test_the_same_as_one_machine() -> None:
    table = long_table(200)
    lazy = reeindex.dask.fit_table(frames.from_pandas(table, npartitions=7), by=["office", "g"])
    assert list(lazy.columns) == list(fit_table(table, by=["office", "g"]).columns)
    same(lazy.compute(scheduler="synchronous"), fit_table(table, by=["office", "g"]))


def test_misuse() -> None:
    table = long_table(3)
    with pytest.raises(ree.InvalidArgument, match="must be a Dask DataFrame"):
        reeindex.dask.fit_table(table, by="g")
    with pytest.raises(ree.InvalidArgument, match="'h': must be a column of the table"):
        reeindex.dask.fit_table(frames.from_pandas(table, npartitions=1), by="h")


def slowly(part: Any) -> Any:
    time.sleep(0.25)
    return part


def test_a_worker_killed_half_way_changes_nothing() -> None:
    table = long_table(3000)
    expected = fit_table(table, by=["office", "g"])
    with (
        distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        source = frames.from_pandas(table, npartitions=24).map_partitions(
            slowly, meta=table.iloc[:0]
        )
        pids = client.run(os.getpid)
        killed: list[int] = []

        def kill_one() -> None:
            time.sleep(1.0)
            victim = next(iter(pids.values()))
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

        killer = threading.Thread(target=kill_one)
        killer.start()
        found = reeindex.dask.fit_table(source, by=["office", "g"]).compute()
        killer.join()
        after = set(client.run(os.getpid).values())
    assert killed
    assert killed[0] not in after
    same(found, expected)
