"""Peers in Python, run in their own environment: peers.py NAME VALUES STARTS COUNT OUT.

Raw doubles in and out as tiny_solver.cpp. Prints the CPU time of one thread.
"""

from __future__ import annotations

import os
import sys
import time
import warnings

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import numpy as np

YEARS = np.arange(2005.0, 2025.0)


def logistic(t, k, r, t0):
    return k / (1 + np.exp(-r * (t - t0)))


def jacobian(t, k, r, t0):
    s = 1 / (1 + np.exp(-r * (t - t0)))
    slope = k * s * (1 - s)
    return np.column_stack([s, slope * (t - t0), -slope * r])


def scipy_curve_fit(values, starts):
    from scipy.optimize import curve_fit

    out = np.full((len(values), 3), np.nan)
    for i, y in enumerate(values):
        try:
            out[i] = curve_fit(logistic, YEARS, y, p0=starts[i], jac=jacobian, maxfev=2000)[0]
        except RuntimeError:
            pass
    return out


def scipy_trf_bounds(values, starts):
    from scipy.optimize import curve_fit

    out = np.full((len(values), 3), np.nan)
    for i, y in enumerate(values):
        bounds = ([0, 0, 1900], [np.inf, np.inf, 2200])
        try:
            out[i] = curve_fit(logistic, YEARS, y, p0=starts[i], jac=jacobian, bounds=bounds)[0]
        except RuntimeError:
            pass
    return out


def lmfit_model(values, starts):
    import lmfit

    model = lmfit.Model(logistic)
    out = np.full((len(values), 3), np.nan)
    for i, y in enumerate(values):
        k, r, t0 = starts[i]
        try:
            found = model.fit(y, t=YEARS, k=k, r=r, t0=t0).params
            out[i] = found["k"].value, found["r"].value, found["t0"].value
        except ValueError:
            pass
    return out


def iminuit_least_squares(values, starts):
    import iminuit
    from iminuit.cost import LeastSquares

    out = np.full((len(values), 3), np.nan)
    for i, y in enumerate(values):
        cost = LeastSquares(YEARS, y, np.full(20, 0.05 * y.max()), logistic)
        minuit = iminuit.Minuit(cost, *starts[i])
        minuit.migrad()
        out[i] = list(minuit.values)
    return out


def numpy_line(values, starts):
    x = YEARS - YEARS.mean()
    mean = values.mean(1)
    slope = (values @ x) / (x @ x)
    residual = values - mean[:, None] - slope[:, None] * x
    return np.column_stack([mean, slope, (residual**2).sum(1)])


def statsmodels_line(values, starts):
    import statsmodels.api as sm

    design = sm.add_constant(YEARS - YEARS.mean())
    out = np.empty((len(values), 3))
    for i, y in enumerate(values):
        found = sm.OLS(y, design).fit()
        out[i] = *found.params, found.ssr
    return out


def main() -> None:
    name, values_path, starts_path, count, out_path = sys.argv[1:]
    rows = int(count)
    values = np.fromfile(values_path, count=rows * 20).reshape(rows, 20)
    starts = np.fromfile(starts_path, count=rows * 3).reshape(rows, 3)
    fit = globals()[name]
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    fit(values[:20], starts[:20])
    best = np.inf
    for _ in range(3):
        begin = time.process_time()
        found = fit(values, starts)
        best = min(best, time.process_time() - begin)
    found.tofile(out_path)
    print(best)


if __name__ == "__main__":
    main()
