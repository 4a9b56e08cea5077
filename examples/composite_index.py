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
# # A composite index
#
# Several indicators become one rank, and the rank says how much of it is choice. The table is
# invented: six countries, four indicators.

# %%
import pandas as pd

import reeindex as ree

table = pd.DataFrame(
    {
        "reserves": [44.0, 21.0, 6.9, 5.7, 1.9, 3.8],
        "mining": [270.0, 0.02, 2.9, 13.0, 45.0, 2.5],
        "patents": [900.0, 12.0, 60.0, 35.0, 260.0, 55.0],
        "import_dependence": [5.0, 60.0, 70.0, 40.0, 80.0, 30.0],
    },
    index=["Alba", "Brava", "Corda", "Delta", "Eria", "Fara"],
)
directions = {
    "reserves": "higher",
    "mining": "higher",
    "patents": "higher",
    "import_dependence": "lower",
}

# %% [markdown]
# ## Scores and ranks

# %%
index = ree.composite_index(table, directions, draws=2000, seed=1)
index

# %% [markdown]
# ## How sure are the ranks?
#
# Each draw takes a normalisation, an aggregation and weights. The interval covers these choices; it
# does not cover errors in the data or the choice of indicators.

# %%
ax = ree.plot(index)

# %%
index.to_pandas().round(1)

# %% [markdown]
# ## Which choice moves the ranks?
#
# Sobol indices: the share of the variance of ranks that comes from each choice.

# %%
sensitivity = index.sensitivity(samples=512)
ax = ree.plot(sensitivity)

# %% [markdown]
# ## Less compensation
#
# A geometric mean lets a strength make up for a weakness only in part.

# %%
strict = ree.composite_index(
    table, directions, aggregation="geometric", weights={"reserves": 2, "mining": 2, "patents": 1, "import_dependence": 1}, draws=500
)  # fmt: skip
strict.to_pandas().round(1)

# %% [markdown]
# ## Missing cells
#
# A missing cell is an error until you say what should happen. What was done is in the result.

# %%
table.loc["Fara", "patents"] = None
try:
    ree.composite_index(table, directions)
except ree.InvalidArgument as error:
    print(error)

# %% [markdown]
# ## The countries of the paper
#
# Most figures of the paper's countries are missing. They are not imputed: each draw fills them
# between the bounds that other figures give.

# %%
ranks = ree.country_index(ree.load_paper(), draws=1000, seed=1)
ax = ree.plot(ranks)

# %%
for spot in ranks.blind_spots[:3]:
    print("-", spot)
