# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Patents from a Lens export
#
# From the CSV file that Lens.org exports to counts a year, technologies, leading applicants and
# their network. The file here is invented, in the form of a Lens export of today; put your own in
# its place.

# %%
import csv
from pathlib import Path

import numpy as np

import reeindex as ree

rng = np.random.default_rng(5)
names = ["BAOTOU STEEL", "JL MAG", "UNIV JIANGXI", "NORDLAND METALS INC", "HARBOUR UNIV", "INST 7"]
names += [f"WORKS {i}" for i in range(1, 30)]
fields = ["C22B 59/00", "H01F 1/057", "C09K 11/77", "B01J 23/10"]
weight = 1 / np.arange(1, len(names) + 1)
columns = ["Display Key", "Publication Date", "Application Date", "Earliest Priority Date"]
columns += ["Applicants", "Simple Family Members", "IPCR Classifications", "CPC Classifications"]
columns += ["Title", "Legal Status"]
with Path("export.csv").open("w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(columns)
    for i in range(1200):
        filed = 2008 + int(14 * rng.random() ** 0.6)
        published = f"{filed + 1 + int(rng.integers(0, 2))}-0{1 + i % 9}-15"
        if published > "2021-12-31":
            continue  # not yet published when the file was exported
        office = ("CN", "US", "JP")[int(rng.choice(3, p=[0.6, 0.25, 0.15]))]
        number = (
            f"CN {110000000 + i} A" if office == "CN" else f"{office} {published[:4]}{100000 + i} A"
        )
        first = int(rng.choice(len(names), p=weight / weight.sum()))
        who = [names[first]]
        if rng.random() < 0.06:  # with a partner
            who.append(names[(first + int(rng.integers(1, len(names)))) % len(names)])
        writer.writerow(
            [number, published, f"{filed}-06-01", f"{filed}-06-01", ";;".join(who), number,
             fields[int(rng.integers(0, 4))], "", f"Rare earth process {i}", "ACTIVE"]
        )  # fmt: skip

# %% [markdown]
# ## Read
#
# The layout is found by its column names. Every row is a record, a duplicate or malformed; nothing
# is lost silently.

# %%
records = ree.read_patents("export.csv")
records

# %%
print(records.reading)

# %% [markdown]
# ## Counts a year
#
# A family counts once, as its earliest member. Documents appear up to 18 months after the filing,
# so the last years of a file are incomplete: they are provisional, drawn so, and left out of fits.

# %%
counts = records.counts(by="office", unit="family", date="priority")
ax = ree.plot(counts)
counts

# %% [markdown]
# ## Technologies
#
# Each record is classified by rules on its symbols and title, and can say which rule it was.

# %%
technologies = records.classify()
technologies

# %%
records.explain(next(iter(records)).publication)

# %% [markdown]
# ## Who leads
#
# Applicants are ranked by fractional counts: of n applicants of a patent each has 1/n, so that the
# shares sum to one.

# %%
leading = records.innovators(10)
print(f"the four largest have {leading.concentration_ratio(4):.0%}")
ax = ree.plot(leading)

# %% [markdown]
# ## Who works with whom

# %%
network = records.network()
ax = ree.plot(network)

# %% [markdown]
# ## Towards a ceiling?
#
# Yearly counts are the growth of a cumulative curve and scatter as counts do. The verdict says
# whether these years identify a ceiling.

# %%
fit = ree.fit(counts["CN"], "logistic", error="negative_binomial", on="increments")
print(fit.identification)
print(fit.message)
