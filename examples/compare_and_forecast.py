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
# # Compare curves and forecast
#
# Which curve do the data support, what does it say of the coming years, and would it have been right
# before? The series is the demand for neodymium oxide of an embedded paper; its values after 2020
# are forecasts of their source, so what follows is a forecast of forecasts.

# %%
import reeindex as ree

demand = ree.load_paper().series("neodymium_oxide_demand", "WLD")
ax = ree.plot(demand)

# %% [markdown]
# ## Which curve?
#
# All shipped curves on the same data, ranked by AICc. `best` is the fit that may be forecast from,
# and the message says why where it is not the first row.

# %%
table = ree.compare(demand)
table

# %%
print("to forecast from:", table.best.curve, table.message)
ax = ree.plot(table)

# %% [markdown]
# ## One fit and its verdict
#
# A fit says whether the data identify what it estimates. Here they do: the ceiling of the logistic
# curve has a finite interval.

# %%
fit = ree.fit(demand, "logistic")
fit

# %%
from reeindex.plotting import plot_profile

lower, upper = fit.interval("K")
print(f"K = {fit.params['K']:.1f} kt/a, 95 % interval {lower:.1f} to {upper:.1f}")
ax = plot_profile(fit, "K")

# %% [markdown]
# ## A fit without a ceiling
#
# Mine production does not bend. The sum of squares falls as the ceiling grows without bound, so the
# estimate is infinite and the message says so.

# %%
mining = ree.load_paper().series("mine_production", "WLD")
unbounded = ree.fit(mining, "logistic")
print(unbounded.identification)
print(unbounded.message)

# %% [markdown]
# ## Forecast along a curve
#
# "What if the world follows this curve": the interval holds if the curve is true.

# %%
along = ree.forecast(ree.fit(demand, "logistic"), until=2035)
ax = ree.plot([demand, fit, along])

# %% [markdown]
# ## Forecast without a curve
#
# "What will the next years be, give or take": a family of smoothing models, averaged. On real annual
# series this is closer than any single curve, and its interval holds what it says.

# %%
ahead = ree.auto_forecast(demand, until=2030, level=[50, 80, 95])
ax = ree.plot([demand, ahead])
ahead.to_pandas().round(1)

# %% [markdown]
# ## Would it have been right?
#
# Each method is asked at past cutoffs with what was known then. Naive, the last value, and drift
# always stand beside the methods. `mase` below 1 is closer than the change of an average year. Growth
# slowed down in 2020, which no method foresaw: the last value would have been closest.

# %%
past = ree.backtest(demand, ["auto", "logistic", "logistic anchored"], h=2)
past.to_pandas()[["mae", "mase", "coverage"]].round(2)

# %%
print(ree.past_accuracy(demand, "auto", h=2, forecasts=4))
