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
# # Audit a paper
#
# A paper claims; its own tables confirm, contradict, or say nothing. Each claim is tested when the
# audit runs; no verdict is stored.

# %%
import textwrap

import reeindex as ree

paper = ree.load_paper()
audit = ree.audit(paper)
audit.counts

# %% [markdown]
# ## One claim
#
# A claim is contradicted only if no numbers that round to the printed ones satisfy it.

# %%
claim = audit["N20"]
print(claim.verdict, "- stated", claim.stated_text, "- recomputed", claim.recomputed_text)
print(textwrap.fill(claim.explanation, 96))

# %%
claim

# %% [markdown]
# ## All that are contradicted

# %%
frame = audit.to_pandas()
contradicted = frame[frame["verdict"] == "contradicted"]
contradicted[["subject", "stated", "unit", "recomputed", "locator"]].round(2)

# %% [markdown]
# ## Errata
#
# What is proven wrong in print keeps its printed value; the correction stands beside it.

# %%
from reeindex.plotting import plot_printed_corrected

reserves = paper.series("reserves", "WLD")
ax = plot_printed_corrected(reserves)
for year, correction in reserves.corrections.items():
    print(year, correction.value, textwrap.fill(correction.reason, 90))

# %% [markdown]
# ## Does it matter?

# %%
for view in (reserves.printed, reserves.corrected):
    print(f"{view.view}: {ree.fit(view, 'linear').params['slope']:+.2f} Mt a year")

# %% [markdown]
# ## Against other sources
#
# Where the paper's own figures end, the editions that a claim names or means decide.

# %%
sources = ree.audit(paper, sources=True)
print(sources.counts)
for one in ("N08", "N21"):
    print(one, sources[one].verdict)
    print(textwrap.fill(sources[one].explanation, 96))

# %% [markdown]
# ## Claims of your own
#
# A dataset in memory takes a table of claims. This one says that output doubled; it did not.

# %%
made = ree.dataset(
    {"output/NO": ree.TimeSeries(range(2014, 2025), range(10, 21), unit="kt/a", title="Output")},
    name="mines of the north",
    documents=[{"id": "report", "title": "An invented report"}],
    tables={
        "claims": [
            {
                "id": "C1",
                "quote": "output has grown by 120 % since 2014",
                "subject": "growth of output",
                "stated": 120,
                "unit": "%",
                "method": "growth_rate",
                "inputs": "series:output/NO@2014;series:output/NO@2024",
                "source": "report",
                "locator": "p. 3",
            }
        ]
    },
)
own = ree.audit(made)
print(own["C1"].verdict)
print(own["C1"].explanation)
