"""Write the pickles of this version: results.pickle, and its numbers in results.json.

Run once for each version that changes what is kept, into a folder of its number: the files of
earlier versions stay, and every later version reads them.
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np

import reeindex as ree


def results() -> dict[str, Any]:
    """Return one result of each kind that is kept in a way of its own."""
    paper = ree.load_paper()
    demand = paper.series("neodymium_oxide_demand", "WLD")
    mining = paper.series("mine_production", "WLD")
    patents = paper.series("patents", "CN")
    years = np.arange(2000.0, 2015.0)
    growth = 5 * np.exp(-(((years - 2008) / 4) ** 2)) + 0.1 * np.sin(5 * years)
    step = np.where(years < 2008, 1.0, 9.0) + 0.01 * np.sin(7 * years)
    identified = ree.fit(demand, "logistic")
    return {
        "identified": identified,
        "on_its_limit": ree.fit(mining, "logistic"),
        "robust": ree.fit(demand, "gompertz", error="student_t"),
        "counts": ree.fit(patents, "logistic", error="negative_binomial", on="increments"),
        "increments": ree.fit_xy(years, growth, "logistic", on="increments"),
        "step": ree.fit_xy(years, step, "logistic"),
        "fixed": ree.fit(demand, "logistic", fixed={"K": 30}, bounds={"r": (0, 1)}, level=0.9),
        "too_few": ree.fit_xy([1.0, 2.0], [1.0, 2.0], "logistic"),
        "forecast": ree.forecast(identified, horizon=3),
        "comparison": ree.compare(demand),
        "growth": ree.growth(demand),
        "concentration": ree.concentration([60, 30, 10]),
        "supply": ree.supply_structure(ree.load("usgs_mcs"), "mine_production"),
        "claims": list(ree.audit(paper))[:3],
        "companies": list(paper.companies())[:5],
        "series": ree.assess(paper).series[2].series,
        "backtest": ree.backtest(demand, "linear", h=2),
        "sensitivity": ree.composite_index(
            {"a": [1.0, 3.0, 2.0, 5.0], "b": [2.0, 1.0, 4.0, 3.0]}, [1, 1], draws=20
        ).sobol,
    }


def numbers(one: Any) -> dict[str, Any]:
    """Return the numbers of a result that its readers compare, exactly."""
    if isinstance(one, ree.FitResult):
        out: dict[str, Any] = {
            "curve": one.curve,
            "status": one.status,
            "identification": one.identification,
            "limit": one.limit,
            "params": {key: repr(value) for key, value in one.params.items()},
            "stderr": {key: repr(value) for key, value in one.stderr.items()},
            "aicc": repr(one.aicc),
        }
        if one.usable:
            out["predicted"] = [repr(float(v)) for v in one.predict(one.x)]
        return out
    if isinstance(one, ree.Forecast):
        return {
            key: [repr(float(v)) for v in getattr(one, key)] for key in ("mean", "lower", "upper")
        }
    if not isinstance(one, ree.Comparison):
        if isinstance(one, list):
            return {"all": [numbers(each) for each in one]}
        return json.loads(json.dumps(ree.to_dict(one)))  # type: ignore[no-any-return]
    return {
        "rows": [[row.rank, row.curve, repr(row.aicc), repr(row.weight)] for row in one.rows],
        "fits": [numbers(row.fit) for row in one.rows],
    }


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    made = results()
    (folder / "results.pickle").write_bytes(pickle.dumps(made, protocol=4))
    text = json.dumps({key: numbers(one) for key, one in made.items()}, indent=1)
    (folder / "results.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
