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
# # A tour of reeindex
#
# From a printed table to a forecast that says what it rests on. Each cell answers one question.
# It needs `pip install ".[notebook]"` and reads no file but the one that it writes itself.

# %% [markdown]
# ## The data
#
# **What is there?** The paper of Kirsanov, Pervykh and Zdonis (2025) is embedded: annual series,
# patents by office, companies, deposits, events, claims and errata, each figure with its place.

# %%
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd

import reeindex as ree
from reeindex.plotting import plot_printed_corrected

paper = ree.load_paper()
paper

# %% [markdown]
# **What does a series know?** Unit, basis, scope, and the status of each figure: the demand for
# neodymium oxide is estimated up to 2020 (E) and a forecast of its source after that (F).

# %%
demand = paper.series("neodymium_oxide_demand", "WLD")
demand

# %% [markdown]
# **Which figures are wrong in print?** The reserves of 2019 are printed as 1,200 Mt; the printed
# value stays, and the correction stands beside it with its reason.

# %%
reserves = paper.series("reserves", "WLD")
for year, correction in reserves.corrections.items():
    print(f"{year}: printed {reserves.printed[year]:g}, corrected {correction.value:g} Mt")
    print(textwrap.fill(correction.reason, 96))

# %% [markdown]
# **Does it matter?** One misprint turns the trend of reserves round.

# %%
for view in (reserves.printed, reserves.corrected):
    slope = ree.fit(view, "linear").params["slope"]
    print(f"{view.view}: {slope:+.2f} Mt a year")
ax = plot_printed_corrected(reserves)

# %% [markdown]
# ## Growth
#
# **How fast did mine production grow?** The compound rate looks at two values only; the regression
# beside it looks at all of them and has an interval.

# %%
mining = paper.series("mine_production", "WLD")
ree.growth(mining)

# %% [markdown]
# **And since 2018, and how soon does it double?** The ends of the compound rate can be chosen.

# %%
print(f"{ree.cagr(mining, 2018, 2024):.2%} a year from 2018 to 2024")
print(f"doubling in {ree.doubling_time(mining):.1f} years at the rate of 2013 to 2024")

# %% [markdown]
# ## Fits and verdicts
#
# **Does the demand approach a ceiling, and which?** A logistic curve is fitted to the twelve points
# without a start value, and the verdict says that they identify the ceiling.

# %%
fit = ree.fit(demand, "logistic")
fit

# %% [markdown]
# **How sure is the ceiling?** The profile interval holds every value that the data do not reject,
# and is wider above than below.

# %%
lower, upper = fit.interval("K", method="profile")
print(f"K = {fit.params['K']:.1f} kt/a, 95 % interval {lower:.1f} to {upper:.1f}")

# %% [markdown]
# **What comes next?** A new observation falls into the shaded interval, if growth goes on along this
# curve. The values after 2020 are forecasts of the source, so this is a forecast of forecasts.

# %%
forecast = ree.forecast(fit, horizon=11)
ax = ree.plot([demand, fit, forecast])

# %% [markdown]
# **And in numbers?** Every forecast has bounds; `to_pandas` gives the table.

# %%
forecast.to_pandas().round(1)

# %% [markdown]
# **Has mine production a ceiling too?** It does not bend: the sum of squares falls as the ceiling
# grows without bound, so none is stated and the result falls back to the exponential.

# %%
unbounded = ree.fit(mining, "logistic")
unbounded

# %% [markdown]
# **What can be forecast then?** The exponential, with an interval that keeps open whether the curve
# will bend.

# %%
ax = ree.plot([mining, unbounded, ree.forecast(unbounded, horizon=6)])

# %% [markdown]
# **Which curve do the data support?** All shipped curves on the same data, ranked by AICc; a curve
# with more parameters than the data bear is not ranked.

# %%
ree.compare(demand)

# %% [markdown]
# **Does the ceiling depend on the curve?** It does: a verdict and an interval hold for the curve
# that was fitted, and here the generalised logistic (Richards) follows the data far better.

# %%
for name in ("logistic", "gompertz", "richards"):
    one = ree.fit(demand, name)
    lower, upper = one.interval("K")
    print(
        f"{name:9} K = {one.params['K']:.1f} kt/a, {lower:.1f} to {upper:.1f}, AICc {one.aicc:.1f}"
    )

# %% [markdown]
# **How far apart do the curves lead?** Close fits to the same data can go far apart outside of them.

# %%
fits = [ree.fit(demand, name) for name in ("linear", "exponential", "logistic", "gompertz")]
ax = ree.plot([demand, *fits, forecast])
_ = ax.set_ylim(0, 60)

# %% [markdown]
# ## Data of one's own
#
# **How do figures of one's own come in?** From a CSV file with the columns `year` and `value`; the
# provisional year (status P) is left out of the fit, and listed.

# %%
_ = Path("magnets.csv").write_text(
    "year,value,status,unit\n"
    "2014,5.1,A,kt/a\n2015,7.2,A,kt/a\n2016,10.8,A,kt/a\n2017,15.3,A,kt/a\n2018,20.9,A,kt/a\n"
    "2019,27.4,A,kt/a\n2020,33.6,A,kt/a\n2021,39.5,A,kt/a\n2022,45.2,A,kt/a\n2023,48.1,A,kt/a\n"
    "2024,31.0,P,kt/a\n"
)
magnets = ree.read_csv("magnets.csv", title="Magnets of an invented country")
gompertz = ree.fit(magnets, "gompertz")
gompertz

# %% [markdown]
# **Which years were left out, and why?** The result keeps the list.

# %%
gompertz.excluded

# %% [markdown]
# **And from pandas?** A Series with years as its index is a series wherever one is taken.

# %%
output = pd.Series([5.1, 6.0, 7.4, 8.8, 10.9, 13.0], index=range(2018, 2024), name="output")
ree.fit(output, "exponential")

# %% [markdown]
# **Can the curve be one's own too?** A Python function with names and start values is a curve
# wherever a name is one.

# %%
saturation = ree.curve(
    lambda t, K, half: K * (t - 2012) / (half + t - 2012),
    params={"K": 30, "half": 5},
    bounds={"K": (0, None), "half": (0, None)},
    roles={"K": "ceiling"},
    name="saturation",
)
ree.fit(demand, saturation)

# %% [markdown]
# ## Many series
#
# **And ten thousand series at once?** One call, one row of the array a series; a batch gives the
# optimum and the verdict of the single fit. Here: invented logistic growth to 40 with 10 % noise.

# %%
years = np.arange(2005, 2025)
growth = 40 / (1 + np.exp(-0.4 * (years - 2014)))
values = growth * np.random.default_rng(1).normal(1, 0.1, (10_000, len(years)))
batch = ree.fit_batch(values, years, curve="logistic")
print(batch)
print("ceilings, 5 %, median and 95 %:", np.quantile(batch["K"], [0.05, 0.5, 0.95]).round(1))

# %% [markdown]
# ## Patents
#
# **Which offices publish?** A dash of the table is a missing value, not zero; the counts of 2021 and
# 2022 are provisional, because publication lags the filing.

# %%
offices = paper.series_of("patents")
table = pd.DataFrame({series.area: series.to_pandas() for series in offices}).astype("Int64")
table

# %% [markdown]
# **How concentrated are they?** The Herfindahl-Hirschman index of the ten offices; 10,000 is a single
# one, offices are not countries, and the last two years are incomplete.

# %%
hhi = ree.TimeSeries(
    table.index,
    [ree.hhi(counts.dropna().to_numpy(float), scale=10000) for _, counts in table.iterrows()],
    status=["P" if year > 2020 else "A" for year in table.index],
    title="HHI of the ten offices",
)
ax = ree.plot(hhi)
_ = ax.set_ylim(0, 7500)

# %% [markdown]
# **Where do Chinese patents level off?** The yearly counts are the growth of a cumulative curve, and
# scatter as counts do; its ceiling is the number of all publications, early and late.

# %%
chinese = paper.series("patents", "CN")
counts = ree.fit(chinese, "logistic", error="negative_binomial", on="increments")
counts

# %% [markdown]
# **How sure is that?** As for any fit, the interval holds for this curve and these years.

# %%
lower, upper = counts.interval("K")
print(f"{counts.params['K']:,.0f} publications, 95 % interval {lower:,.0f} to {upper:,.0f}")

# %% [markdown]
# ## Industry, claims, report
#
# **Who makes what?** Companies with their stages of the value chain, sites and capacities; a vague
# figure stays vague.

# %%
paper.company("Baogang Group")

# %% [markdown]
# **Which stage is covered by how many?** The paper's companies, by stage.

# %%
pd.Series({stage: len(names) for stage, names in paper.stage_coverage().items()}, name="companies")

# %% [markdown]
# **Do the paper's claims hold?** Each is checked against the paper's own figures, and contradicted
# only if no numbers that round to the printed ones satisfy it.

# %%
audit = ree.audit(paper)
print(audit.counts)
print(textwrap.fill(audit["N20"].explanation, 96))

# %% [markdown]
# **Which are contradicted?** Stated and recomputed side by side.

# %%
pd.DataFrame(
    [
        {"claim": one.subject, "stated": one.stated_text, "recomputed": one.recomputed_text}
        for one in audit.verdict("contradicted")
    ],
    index=[one.id for one in audit.verdict("contradicted")],
)

# %% [markdown]
# **What does all of it say in words?** The report answers one question a chapter; these are the
# questions, and the first answer. `reeindex report --format html -o report.html` makes the page.

# %%
report = ree.assess(paper).report()
for chapter in report.chapters:
    print(chapter.title)
print("\n" + textwrap.fill(report.chapters[0].answer, 96))
