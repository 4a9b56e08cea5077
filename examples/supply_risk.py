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
# # Supply risk
#
# Who supplies rare earths, how concentrated that is, and what the standard formulas make of it. All
# figures are embedded, each with its source and edition.

# %%
import pandas as pd

import reeindex as ree
from reeindex.plotting import plot_hhi, plot_share_areas

mcs, wgi, iea = ree.load("usgs_mcs"), ree.load("wgi"), ree.load("iea")
minerals_yearbook = ree.load("usgs_myb")

# %% [markdown]
# ## Who mines?
#
# Shares are of the sum of the rows. A country that is printed without a number counts in no share
# and is listed.

# %%
mining = ree.supply_structure(minerals_yearbook, "mine_production", year=2022)
mining

# %%
print("HHI of 10,000:", round(mining.hhi_10000), " three largest:", f"{mining.cr3:.0%}")
print("without the largest:", mining.without_largest)

# %% [markdown]
# ## Over the years

# %%
countries = [
    one for one in minerals_yearbook.series_of("mine_production") if one.area not in ("WLD", "OTH")
]
ax = plot_share_areas(countries)

# %%
ax = plot_hhi(countries)

# %% [markdown]
# ## Refining is more concentrated than mining

# %%
refining = ree.supply_structure(iea, "magnet_refining", year=2023, scenario="base_case")
pd.DataFrame(
    {
        "HHI": [mining.hhi_10000, refining.hhi_10000],
        "share of the largest": [max(row.share for row in one.rows) for one in (mining, refining)],
    },
    index=["mining 2022", "refining of magnet rare earths 2023"],
).round(2)

# %% [markdown]
# ## How long would reserves last?
#
# Reserves over production is a ratio, not a forecast: reserves are what is known and pays today. A
# lower bound stays one.

# %%
ree.reserves_lifetimes(mcs)

# %% [markdown]
# ## Risk
#
# The formula of the European Commission weighs shares by governance. What is unknown takes its whole
# range, so the result is a range; the standard errors of the governance scores are carried through.

# %%
sourcing = {"CN": 0.7, "MY": 0.2, "OTH": 0.1}  # of an importer, invented
ree.supply_risk_of_stage("mining", mining, wgi, import_reliance=0.8, sourcing=sourcing)

# %%
ree.geopolrisk_of(mining, {"CN": 7_000, "MY": 1_300, "OTH": 1_700}, 1_100, wgi)

# %% [markdown]
# ## Of one element
#
# Mines produce a mix. How much neodymium it holds depends on the deposit, so the answer is a range.

# %%
ree.element_content(minerals_yearbook, "Nd", mining)
