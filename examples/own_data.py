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
# # Data of your own
#
# From a CSV file to a series, a forecast and a chart. The file here is invented: the magnets of one
# country, in kilotonnes a year.

# %%
from pathlib import Path

import pandas as pd

import reeindex as ree

_ = Path("magnets.csv").write_text(
    "year,value,status,unit\n"
    "2014,5.1,A,kt/a\n2015,7.2,A,kt/a\n2016,10.8,A,kt/a\n2017,15.3,A,kt/a\n2018,20.9,A,kt/a\n"
    "2019,27.4,A,kt/a\n2020,33.6,A,kt/a\n2021,39.5,A,kt/a\n2022,45.2,A,kt/a\n2023,48.1,A,kt/a\n"
    "2024,31.0,P,kt/a\n"
)

# %% [markdown]
# ## Six lines
#
# Read, forecast, draw. The status P says that 2024 is provisional: it is drawn, and not used.

# %%
magnets = ree.read_csv("magnets.csv", title="Magnets")
ahead = ree.auto_forecast(magnets, until=2030, level=[50, 80, 95])
ax = ree.plot([magnets, ahead])

# %% [markdown]
# The numbers behind the picture. `mean` is the median of the simulated paths; `lower` and `upper`
# are the bounds of the widest level.

# %%
ahead.to_pandas().round(1)

# %% [markdown]
# ## What was understood of the file
#
# Nothing of a file is left out silently. The reading says which column was taken for what.

# %%
print(magnets.reading)

# %% [markdown]
# ## Another file, with other names
#
# A statistics office writes semicolons, decimal commas and its own column names. The year, the value
# and the rows are named; the separators are found.

# %%
_ = Path("export.csv").write_text(
    "Land;Jahr;Menge in t\n"
    + "".join(f"Norwegen;{2015 + i};{1200 + 85.5 * i:.1f}\n".replace(".", ",") for i in range(9))
    + "".join(f"Schweden;{2015 + i};{800 + 40.25 * i:.2f}\n".replace(".", ",") for i in range(9))
)
norway = ree.read_csv(
    "export.csv",
    year="Jahr",
    value="Menge in t",
    unit="t/a",
    area="Land",
    where={"Land": "Norwegen"},
)
norway

# %% [markdown]
# ## What is ambiguous is asked, not guessed
#
# 9,066 may be nine thousand or nine. The message says how to answer.

# %%
_ = Path("unclear.csv").write_text('year,value\n2020,"9,066"\n2021,"9,148"\n')
try:
    ree.read_csv("unclear.csv")
except ree.DataError as error:
    print(error)

# %%
ree.read_csv("unclear.csv", thousands=",").values

# %% [markdown]
# ## From pandas
#
# A Series with years as its index is a series wherever one is taken. A missing value is a gap, not a
# zero.

# %%
output = pd.Series([5.1, 6.0, None, 8.8, 10.9, 13.0], index=range(2018, 2024), name="output")
ree.growth(output)

# %% [markdown]
# ## Units
#
# Series add up if their units and what their masses are masses of agree; units of one kind are
# converted.

# %%
ax = ree.plot([norway.to("kt/a"), magnets])
