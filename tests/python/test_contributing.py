"""Follows the pages on adding things, on a copy of the tree: their steps are enough."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reeindex as ree

ROOT = Path(__file__).resolve().parents[2]
EIGEN = next(
    (p for p in map(Path, ("/usr/include/eigen3", "/usr/local/include/eigen3")) if p.is_dir()), None
)
COMPILER = shutil.which(os.environ.get("CXX", "c++"))

PROGRAM = """
#include <array>
#include <cstdio>
#include <reeindex/curves/registry.hpp>

int main() {
    const auto curve = reeindex::curve_by_name("saturation");
    const std::array<double, 3> p{10.0, 1.0, 2.0};
    const std::array<double, 1> x{2.0};
    double value = 0.0;
    curve.model().evaluate({x, 1}, p, &value, nullptr);
    std::printf("%zu %s %.1f\\n", reeindex::shipped_curves().size(), curve.name().c_str(), value);
}
"""


@pytest.mark.skipif(EIGEN is None or COMPILER is None, reason="needs a C++ compiler and Eigen")
def test_the_steps_of_adding_a_curve(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "adding-a-curve.md").read_text(encoding="utf-8")
    assert "`curves/shipped.hpp`: its header, and its type in `ShippedCurves`" in page
    shutil.copytree(ROOT / "include", tmp_path / "include")
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    # 1. the header, with the curve of the page
    block = next(b for b in re.findall(r"```cpp\n(.*?)```", page, re.DOTALL) if "#pragma once" in b)
    head, body = block.split("\n\n", 1)
    curves = tmp_path / "include" / "reeindex" / "curves"
    (curves / "saturation.hpp").write_text(
        f"{head}\n\nnamespace reeindex {{\n\n{body}\n}}  // namespace reeindex\n", encoding="utf-8"
    )
    # 3. the list of shipped curves
    shipped = (curves / "shipped.hpp").read_text(encoding="utf-8")
    shipped = shipped.replace(
        "#include <reeindex/curves/richards.hpp>\n",
        "#include <reeindex/curves/richards.hpp>\n#include <reeindex/curves/saturation.hpp>\n",
    )
    shipped = shipped.replace("Hubbert>;", "Hubbert, Saturation>;")
    (curves / "shipped.hpp").write_text(shipped, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, tmp_path / "tools" / "check_modules.py"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    (tmp_path / "main.cpp").write_text(
        "#include <reeindex/core/impl.hpp>\n#include <reeindex/curves/impl.hpp>\n" + PROGRAM,
        encoding="utf-8",
    )
    command = [str(COMPILER), "-std=c++20", "-O0", "-I", "include", "-isystem", str(EIGEN)]
    subprocess.run([*command, "main.cpp", "-o", "program"], check=True, cwd=tmp_path)
    printed = subprocess.run([tmp_path / "program"], check=True, capture_output=True, text=True)
    before = len(ree.curves())
    assert printed.stdout.split() == [str(before + 1), "saturation", "5.5"]


def test_the_steps_of_adding_a_table(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "contributing" / "table.md").read_text(encoding="utf-8")
    assert "`data/SOURCE/NAME.csv` and its resource in `datapackage.json`" in page
    shutil.copytree(ROOT / "data", tmp_path / "data")
    package = tmp_path / "data" / "kirsanov2025"
    # a further table, with its resource
    (package / "prices.csv").write_text(
        "oxide,year,value,unit,source,locator\nNd2O3,2024,57.5,10*3.USD,kirsanov2025,Section 5\n",
        encoding="utf-8",
    )
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resource = dict(descriptor["resources"][0])
    resource.update(
        name="prices",
        path="prices.csv",
        title="Prices of oxides",
        schema={
            "$schema": descriptor["resources"][0]["schema"]["$schema"],
            "fields": [
                {"name": name, "type": kind, "description": f"The {name}"}
                for name, kind in [
                    ("oxide", "string"),
                    ("year", "integer"),
                    ("value", "number"),
                    ("unit", "string"),
                    ("source", "string"),
                    ("locator", "string"),
                ]
            ],
            "missingValues": [""],
            "primaryKey": ["oxide", "year"],
        },
    )
    resource.pop("description", None)
    descriptor["resources"].append(resource)
    (package / "datapackage.json").write_text(
        json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "check_data.py", "--data", package, "--write"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    dataset = ree.read_dataset(package)
    assert "prices" in dataset.tables
    assert dataset.table("prices")[0]["value"] == "57.5"
