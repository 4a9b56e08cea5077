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
# # reeindex in ten minutes
#
# The data of one paper on the rare-earth industry, with every error marked; growth, curves, forecasts with intervals,
# and a verdict where the data cannot answer.

# %%
import reeindex as ree

paper = ree.load_paper()
paper

# %% [markdown]
# How much was mined? A series keeps unit, basis, status and source of every observation.

# %%
mining = paper.series("mine_production", "WLD")
mining

# %% [markdown]
# Which cells are wrong in print? Both values live side by side.

# %%
reserves = paper.series("reserves", "WLD")
print(ree.fit(reserves.with_view("printed"), "linear").params["slope"])
print(ree.fit(reserves, "linear").params["slope"])
reserves.corrections

# %% [markdown]
# How fast did mining grow? The regression uses every year, the CAGR only the two ends.

# %%
ree.growth(mining)

# %% [markdown]
# Does a logistic ceiling exist for mining? The data cannot say, and no number is made up.

# %%
ree.fit(mining, "logistic")

# %% [markdown]
# For neodymium oxide demand the ceiling is identified (but mind that the last values are the source's own forecasts).

# %%
demand = paper.series("neodymium_oxide_demand", "WLD")
fit = ree.fit(demand, "logistic")
fit

# %%
fit.interval("K", method="profile")

# %% [markdown]
# Where does the curve lead by 2035?

# %%
forecast = ree.forecast(fit, horizon=11)
forecast

# %%
ax = ree.plot([demand, fit, forecast])

# %% [markdown]
# A series and a curve of one's own.

# %%
import numpy as np

own = ree.TimeSeries(range(2015, 2025), [3, 4, 6, 7, 11, 14, 20, 24, 31, 35], unit="kt/a")
curve = ree.curve(
    lambda t, k, r, t0: k / (1 + np.exp(-r * (t - t0))), params={"k": 50, "r": 0.3, "t0": 2022}
)
ree.fit(own, curve)

# %% [markdown]
# How concentrated is patenting? The last two years are incomplete.

# %%
assessment = ree.assess(paper)
{year.year: round(10_000 * year.hhi) for year in assessment.patents.years}

# %% [markdown]
# Do the paper's own numbers hold?

# %%
audit = ree.audit(paper)
audit["N20"].verdict, audit["N20"].explanation

# %% [markdown]
# Who makes what?

# %%
paper.company("Baogang Group").capacities
