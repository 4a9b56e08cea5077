"""reeindex.dask.fit_table on a cluster of worker processes, one of which dies half-way."""

from __future__ import annotations

import os
import signal
import time
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reeindex as ree
from reeindex.table import fit_table

pd = pytest.importorskip("pandas")
frames = pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")

import reeindex.dask


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
    lazy = frames.from_pandas(table, npartitions=1)
    for change, message in (
        (dict(by="h"), "by = 'h': must be a column of the table: office, g, year, value"),
        (dict(by=[]), "by = empty: must be at least one column"),
        (dict(by=3), "by = 3: must be the name of a column, or a sequence of names"),
        (dict(by=None), "by = None: must be the name of a column, or a sequence of names"),
        (dict(by=["g", "g"]), "by = 'g' twice: must be columns that are named once"),
        (dict(value=None), "value = None: must be the name of a column, a text"),
        (dict(level=None), "level = None: must be between 0 and 1"),
        (dict(year="when"), "year = 'when': must be a column of the table"),
        (dict(weight="w"), "weight = 'w': must be a column of the table"),
        (dict(value="office"), "office = of dtype .*: must be a column of numbers"),
        (dict(level=2), "level = 2: must be between 0 and 1"),
        (dict(threads=0), "threads = 0: must be a whole number from 1"),
        (dict(npartitions=0), "npartitions = 0: must be a whole number from 1"),
    ):
        with pytest.raises(ree.InvalidArgument, match=message):
            reeindex.dask.fit_table(lazy, **{"by": "g"} | change)
    with pytest.raises(ree.NotFound, match="did you mean 'logistic'"):
        reeindex.dask.fit_table(lazy, by="g", curve="logistics")


def test_a_worker_killed_half_way_changes_nothing(tmp_path: Path) -> None:
    table = long_table(3000)
    expected = fit_table(table, by=["office", "g"])
    partitions = 24

    def slowly(part: Any) -> Any:
        time.sleep(0.1)
        (tmp_path / uuid.uuid4().hex).touch()
        return part

    def read() -> int:
        return len(list(tmp_path.iterdir()))

    with (
        distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        source = frames.from_pandas(table, npartitions=partitions).map_partitions(
            slowly, meta=table.iloc[:0]
        )
        pids = set(client.run(os.getpid).values())
        assert len(pids) == 3
        future = client.compute(reeindex.dask.fit_table(source, by=["office", "g"]))
        while read() < partitions // 2:
            time.sleep(0.01)
        victim = pids.pop()
        os.kill(victim, signal.SIGKILL)
        assert not future.done()
        found = future.result(timeout=120)
        assert victim not in client.run(os.getpid).values()
    assert read() > partitions  # what the victim held was computed again
    same(found, expected)
