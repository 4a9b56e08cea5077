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
# # Many series
#
# One table in, one table out. The series are the mine production by country of the USGS, and an
# invented panel of 500 mines for the speed.

# %%
import time

import numpy as np
import pandas as pd

import reeindex as ree

latest = ree.load("usgs_myb")
mining = [one for one in latest.series_of("mine_production") if one.area not in ("WLD", "OTH")]
long = pd.concat(
    [pd.DataFrame({"country": s.area, "year": s.years, "value": s.values}) for s in mining]
).dropna()
long.head()

# %% [markdown]
# ## A picture of each
#
# More than eight series become small multiples.

# %%
axes = ree.plot(mining)

# %% [markdown]
# ## Growth
#
# The compound rate looks at the ends alone; the regression looks at all values and has an interval.
# What goes wrong with one series is a status in its row and changes no other.

# %%
growth = ree.growth_table(long, by="country")
growth[["country", "n_obs", "cagr", "annual_lower", "annual_upper", "status"]].round(3).head(8)

# %% [markdown]
# ## Concentration by year
#
# Shares are of the sum of the parts of one year. A year in which a country has no figure says so.

# %%
concentration = ree.hhi(long, by="country", scale=10000)
concentration.round(2)

# %% [markdown]
# ## Forecasts
#
# `h` rows a series, with a column a bound. A series that cannot be forecast has missing values, a
# status and a reason.

# %%
rng = np.random.default_rng(3)
years = np.arange(2005, 2025)
start = rng.uniform(5, 80, 500)
steps = rng.normal(0.6, 1.5, (500, len(years)))
panel = pd.DataFrame(
    np.maximum(start[:, None] + np.cumsum(steps, axis=1), 0.1),
    index=[f"mine {i}" for i in range(500)],
    columns=years,
)
panel.index.name = "mine"
began = time.perf_counter()
ahead = ree.forecast_table(panel.reset_index(), by="mine", h=3, level=[80, 95])
print("under five seconds:", time.perf_counter() - began < 5)
ahead.head(6).round(1)

# %% [markdown]
# ## The best curve of each

# %%
best = ree.compare_table(panel.head(40).reset_index(), by="mine")
best["best"].value_counts()

# %% [markdown]
# ## Past forecasts, pooled
#
# Measures are means over series, each counted once, beside the naive forecast and the drift.

# %%
pooled = ree.backtest_table(
    panel.head(40).reset_index(), by="mine", methods=["auto", "theta"], h=3, windows=3, pooled=True
)
pooled[["method", "series", "mase", "coverage", "better_than_naive"]].round(2)

# %% [markdown]
# ## Ten thousand fits
#
# Arrays go to the kernels directly. The invented series grow to 40 with 10 % noise; the picture shows
# the ceilings that were estimated.

# %%
truth = 40 / (1 + np.exp(-0.4 * (years - 2014)))
batch = ree.fit_batch(truth * rng.normal(1, 0.1, (10_000, len(years))), years, curve="logistic")
ax = ree.plot(batch, parameter="K")
batch
