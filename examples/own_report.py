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
# # A report of one's own
#
# Your series become a report that answers a question a chapter: text, Markdown, or one HTML file
# with pictures. The industry here is invented.

# %%
from pathlib import Path

import pandas as pd

import reeindex as ree

years = list(range(2012, 2025))
output = {
    "NO": [10.0, 11.2, 12.1, 13.9, 15.0, 16.1, 17.9, 18.8, 20.4, 21.3, 22.9, 23.6, 24.8],
    "SE": [4.0, 4.1, 4.6, 4.4, 5.0, 5.1, 5.5, 5.3, 5.9, 6.0, 6.3, 6.2, 6.6],
    "FI": [1.0, 1.4, 1.9, 2.8, 3.9, 5.1, 6.6, 7.9, 9.1, 9.9, 10.6, 11.0, 11.2],
}
table = pd.DataFrame(
    [
        {"country": country, "year": year, "value": value}
        for country, values in output.items()
        for year, value in zip(years, values, strict=True)
    ]
)
table.head(3)

# %% [markdown]
# ## A dataset in memory

# %%
north = ree.dataset(
    table, indicator="output", area="country", unit="kt/a", name="Mines of the north"
)
north

# %% [markdown]
# ## The assessment as numbers
#
# Each series has its growth, its fits with verdicts and its forecasts.

# %%
assessment = ree.assess(north, until=2030)
for one in assessment.series:
    print(one.series.area, f"{one.growth.value:.1%} a year,", [f.curve for f in one.fits])

# %%
axes = ree.plot(assessment)

# %% [markdown]
# ## In words

# %%
report = assessment.report()
for chapter in report.chapters:
    print("*", chapter.title)
    print("  ", chapter.answer)

# %% [markdown]
# ## As files
#
# `reeindex init my-folder` makes a folder of tables to fill, and `reeindex report --data my-folder`
# reports on it: the same, from files.


# %%
_ = Path("north.html").write_text(ree.render_html(assessment), encoding="utf-8")
_ = Path("north.md").write_text(report.to_markdown(), encoding="utf-8")
print("under a megabyte:", Path("north.html").stat().st_size < 1_000_000)

# %%
print("\n".join(report.to_markdown().splitlines()[:30]))
