"""Batches end at the same optima and verdicts with every instruction set."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "batch" / "instruction_sets.py"
if not SCRIPT.exists():
    pytest.skip("needs the benchmarks folder", allow_module_level=True)
spec = importlib.util.spec_from_file_location("instruction_sets", SCRIPT)
assert spec is not None
assert spec.loader is not None
instruction_sets = importlib.util.module_from_spec(spec)
spec.loader.exec_module(instruction_sets)


@pytest.mark.parametrize(
    ("curve", "rows"),
    [("linear", 20_000), ("exponential", 1_000), ("logistic", 300), ("gompertz", 300)],
)
def test_instruction_sets_agree_on_hostile_rows(curve: str, rows: int) -> None:
    values = instruction_sets.hostile_rows(rows, 10, seed=7)
    assert np.isnan(values).any()
    assert np.isinf(values).any()
    assert (values == 0).all(axis=1).any()
    baseline = instruction_sets.fit_with("baseline", values, curve)
    for name in ("avx2", "avx512"):
        other = instruction_sets.fit_with(name, values, curve)
        if other is not None:
            differ = instruction_sets.disagree(values, baseline, other)
            differ &= ~instruction_sets.meet(values, baseline, other)
            assert not differ.any(), (name, np.flatnonzero(differ)[:10])


def test_a_disagreement_is_seen() -> None:
    values = instruction_sets.hostile_rows(60, 10, seed=7)
    baseline = instruction_sets.fit_with("baseline", values, "linear")
    moved = instruction_sets.fit_with("baseline", values * 1.001, "linear")
    finite = np.isfinite(values).all(axis=1) & (values != 0).any(axis=1)
    assert instruction_sets.disagree(values, baseline, moved)[finite].mean() > 0.5
