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
# # Revisions of a source
#
# The same year has several values in several editions. What did each edition say, and how far does
# the first print lie from the latest?

# %%
import warnings

import reeindex as ree

mcs = ree.load("usgs_mcs")
[one.id for one in mcs.vintages("mine_production/WLD")]

# %% [markdown]
# ## An edition is part of a number

# %%
for edition in ("MCS 2025", "MCS 2026"):
    print(edition, mcs.series("mine_production", "WLD", vintage=edition)[2024])

# %% [markdown]
# ## The triangle
#
# A row a year, a column an edition.

# %%
revised = ree.revisions(mcs, "mine_production/WLD")
revised.to_pandas()

# %%
ax = ree.plot(revised)

# %% [markdown]
# ## How large are revisions, and do they lean to one side?

# %%
print(f"mean revision {revised.mean_revision:,.0f} t, standard error {revised.standard_error:,.0f}")
print(f"mean absolute revision {revised.relative_mean_absolute_revision:.1%} of the first print")

# %% [markdown]
# ## Two sources of one quantity
#
# Differences above 10 % have a reason by rule, or are "unexplained". Nothing is chosen for you.

# %%
ree.reconcile(
    [(mcs, "price_neodymium_oxide/US", "MCS 2023"), (mcs, "price_neodymium_oxide/US", "MCS 2024")]
)

# %% [markdown]
# ## A longer series out of two sources
#
# Only by an explicit call. Each year keeps its source, and a step between the parts is a warning.

# %%
parts = [ree.load("usgs_myb").series("mine_production", "WLD")]
parts += [ree.load("usgs_ds140").series("mine_production", "WLD")]
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    joined = ree.splice(parts)
print(caught[0].message)
ax = ree.plot(joined.series)
