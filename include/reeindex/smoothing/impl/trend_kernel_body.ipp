// The kernels of the local-global trend for vectors Vec of `lanes` doubles, each lane a member or a
// path. Included once for each instruction set, inside a namespace that has all, load, store,
// larger, smaller, log_of and sqrt_of, and TREND_FUNCTION, the linkage of its functions.

TREND_FUNCTION Vec power_of(LevelPower power, Vec level) {
    return power == LevelPower::zero ? all(1.0)
                                     : (power == LevelPower::half ? sqrt_of(level) : level);
}

/// Members as the regression on the global trend sees them, one Vec a step.
struct Steps {
    Vec* d;  ///< what the level and the local trend leave
    Vec* x;  ///< what a gamma of one adds
    Vec* w;  ///< inverse variance in units of sigma^2
    Vec log_w, least;
};

/// gamma, sigma and weight of `lanes` members: weighted least squares, whose weights are those of
/// Student noise (Lange, Little and Taylor 1989, doi:10.2307/2290063).
TREND_FUNCTION void regress(const TrendTask& task, const Steps& steps, int first, int result) {
    const int m = task.innovations;
    const Vec prior = load(task.precision + first);
    const Vec twice = larger(0.01 * steps.least / (double)m, all(1e-14)) * 2.0;
    const double freedom = 1.0 / (double)(m + 2), nu = task.nu, nu1 = task.nu + 1.0;
    Vec D = prior, c = all(0.0), yy = all(0.0);
    for (int t = 0; t < m; ++t) {
        const Vec wx = steps.w[t] * steps.x[t], d = steps.d[t];
        D = D + wx * steps.x[t];
        c = c + wx * d;
        yy = yy + steps.w[t] * d * d;
    }
    Vec g = c / D, s2 = (twice + yy - g * c) * freedom;
    for (int pass = 1; pass < task.passes; ++pass) {
        const Vec over = 1.0 / s2;
        D = prior;
        c = yy = all(0.0);
        for (int t = 0; t < m; ++t) {
            const Vec x = steps.x[t], d = steps.d[t], w = steps.w[t], r = d - g * x;
            const Vec wu = w * (nu1 / (nu + r * r * (w * over))), wx = wu * x;
            D = D + wx * x;
            c = c + wx * d;
            yy = yy + wu * d * d;
        }
        g = c / D;
        s2 = (twice + yy - g * c) * freedom;
    }
    const Vec over = 1.0 / s2;
    Vec loss = all(0.0);
    if (task.normal) {
        for (int t = 0; t < m; ++t) {
            const Vec r = steps.d[t] - g * steps.x[t];
            loss = loss + r * r * (steps.w[t] * over);
        }
        loss = 0.5 * loss;
    } else {
        // one logarithm of a product of eight terms, none of which can be above 1e35
        const Vec scaled = over / nu;
        Vec product = all(1.0);
        for (int t = 0; t < m; ++t) {
            const Vec r = steps.d[t] - g * steps.x[t];
            product = product * smaller(1.0 + r * r * (steps.w[t] * scaled), all(1e35));
            if (t % 8 == 7) {
                loss = loss + log_of(product);
                product = all(1.0);
            }
        }
        loss = 0.5 * nu1 * (loss + log_of(product));
    }
    const Vec weight = load(task.log_prior + first) + task.log_constant - loss -
                       (0.5 * m + 1.0) * log_of(s2) + 0.5 * steps.log_w -
                       0.5 * g * g * prior * over - 0.5 * twice * over - 0.5 * log_of(D);
    store(task.log_weight + result, weight);
    store(task.gamma + result, g);
    store(task.gamma_error + result, sqrt_of(s2 / D));
    store(task.sigma + result, sqrt_of(s2));
}

/// All members of one alpha, of a series without gaps: they share the level.
TREND_FUNCTION void fit_complete(const TrendTask& task, int a, Vec* vectors, double* scalars) {
    const int n = task.years, m = n - 1;
    const double alpha = task.alpha[a];
    double *const l = scalars, *const over = scalars + n, *const over2 = scalars + 2 * n;
    const Steps at{vectors, vectors + n, vectors + 2 * n, {}, {}};
    Vec log_l = all(0.0);
    double change = 0.0, change1 = 0.0, change2 = 0.0;
    l[0] = task.z[0];
    for (int t = 0; t < m; ++t) {
        l[t + 1] = alpha * task.z[t + 1] + (1.0 - alpha) * l[t];
        at.x[t] = power_of(task.rho, all(l[t]));
        const double step = task.z[t + 1] - task.z[t];
        change += step * step;
        over[t] = over2[t] = 0.0;
        if (!task.has_powers) continue;
        over[t] = 1.0 / l[t];
        over2[t] = over[t] * over[t];
        change1 += over[t] * step * step;
        change2 += over2[t] * step * step;
        log_l = log_l + log_of(all(l[t]));
    }
    for (int first = 0; first < task.padded; first += lanes) {
        const Vec beta = load(task.beta + first), lambda = load(task.lambda + first);
        const Vec c0 = load(task.tau0 + first), c1 = load(task.tau_half + first),
                  c2 = load(task.tau1 + first);
        Vec b = all(0.0);
        for (int t = 0; t < m; ++t) {
            at.d[t] = (task.z[t + 1] - l[t]) - lambda * b;
            at.w[t] = c0 + c1 * over[t] + c2 * over2[t];
            b = beta * (l[t + 1] - l[t]) + (1.0 - beta) * b;
        }
        Steps steps = at;
        steps.log_w = -(c1 + 2.0 * c2) * log_l;
        steps.least = c0 * change + c1 * change1 + c2 * change2;
        const int result = a * task.padded + first;
        regress(task, steps, first, result);
        store(task.level + result, all(l[n - 1]));
        store(task.slope + result, b);
    }
}

/// All members of one alpha, of a series with missing years. State and its expectation are l0 +
/// gamma l1 and b0 + gamma b1; p holds their variance in units of sigma^2.
TREND_FUNCTION void fit_with_gaps(const TrendTask& task, int a, Vec* vectors) {
    const int n = task.years;
    const double alpha = task.alpha[a], rest = 1.0 - alpha;
    for (int first = 0; first < task.padded; first += lanes) {
        const Vec beta = load(task.beta + first), lambda = load(task.lambda + first);
        const Vec c0 = load(task.tau0 + first), c1 = load(task.tau_half + first),
                  c2 = load(task.tau1 + first);
        Steps steps{vectors, vectors + n, vectors + 2 * n, all(0.0), all(0.0)};
        Vec l0 = all(task.z[0]), l1 = all(0.0), b0 = l1, b1 = l1;
        Vec pll = l1, plb = l1, pbb = l1;
        double before = task.z[0];
        int count = 0;
        for (int t = 1; t < n; ++t) {
            const Vec x = power_of(task.rho, l0);
            const Vec v = c0 + l0 * (c1 + c2 * l0);
            const Vec change0 = lambda * b0, change1 = x + lambda * b1;
            const double z = task.z[t];
            if (z == z) {
                const Vec hl = pll + lambda * plb, hb = plb + lambda * pbb;
                const Vec w = 1.0 / (v + hl + lambda * hb);
                const Vec d = z - l0 - change0, dx = l1 + change1;
                const Vec gl = hl * w, gb = hb * w;
                steps.d[count] = d;
                steps.x[count] = dx;
                steps.w[count] = w;
                steps.log_w = steps.log_w + log_of(w);
                steps.least = steps.least + w * ((z - before) * (z - before));
                ++count;
                before = z;
                const Vec f0 = l0 + gl * d, f1 = l1 - gl * dx;
                const Vec q = pll - gl * hl, qb = plb - gl * hb, qbb = pbb - gb * hb;
                b0 = beta * (alpha * (z - f0)) + (1.0 - beta) * (b0 + gb * d);
                b1 = (1.0 - beta) * (b1 - gb * dx) - beta * alpha * f1;
                l0 = alpha * z + rest * f0;
                l1 = rest * f1;
                const Vec k = alpha * beta, keep = 1.0 - beta;
                pbb = k * k * q - 2.0 * k * keep * qb + keep * keep * qbb;
                plb = rest * (keep * qb - k * q);
                pll = rest * rest * q;
            } else {
                const Vec along = alpha * lambda, carry = beta * along + (1.0 - beta);
                const Vec shock = v * (alpha * alpha);
                l0 = larger(l0 + alpha * change0, all(task.least_level));
                l1 = l1 + alpha * change1;
                b0 = beta * (alpha * change0) + (1.0 - beta) * b0;
                b1 = beta * (alpha * change1) + (1.0 - beta) * b1;
                pll = pll + 2.0 * along * plb + along * along * pbb + shock;
                plb = carry * (plb + along * pbb) + shock * beta;
                pbb = carry * carry * pbb + shock * beta * beta;
            }
        }
        const int result = a * task.padded + first;
        regress(task, steps, first, result);
        store(task.level + result, l0);
        store(task.slope + result, b0);
        store(task.level_gamma + result, l1);
        store(task.slope_gamma + result, b1);
        store(task.level_variance + result, pll);
        store(task.covariance + result, plb);
        store(task.slope_variance + result, pbb);
    }
}

TREND_FUNCTION void fit_members(const TrendTask& task) {
    Vec* const vectors = (Vec*)task.workspace;
    double* const scalars = task.workspace + (ptrdiff_t)3 * lanes * task.years;
    for (int a = 0; a < task.alphas; ++a)
        if (task.gaps == 0)
            fit_complete(task, a, vectors, scalars);
        else
            fit_with_gaps(task, a, vectors);
}

TREND_FUNCTION void simulate(const PathTask& task) {
    const Vec floor = all(task.floor), ceiling = all(task.ceiling);
    for (int i = 0; i < task.padded; i += lanes) {
        const Vec alpha = load(task.alpha + i), beta = load(task.beta + i);
        const Vec gamma = load(task.gamma + i), lambda = load(task.lambda + i);
        const Vec s0 = load(task.scale0 + i), s1 = load(task.scale_half + i),
                  s2 = load(task.scale1 + i);
        Vec l = load(task.level + i), b = load(task.slope + i);
        for (int h = 0; h < task.horizon; ++h) {
            Vec scale = s0, x = all(1.0);
            if (task.has_powers) {
                const Vec root = sqrt_of(l);
                scale = s0 + s1 * root + s2 * l;
                x = task.rho == LevelPower::half ? root : x;
            } else if (task.rho == LevelPower::half) {
                x = sqrt_of(l);
            }
            if (task.rho == LevelPower::one) x = l;
            const Vec center = l + gamma * x + lambda * b;
            if (h == 0) {
                store(task.center + i, center);
                store(task.scale + i, scale);
            }
            Vec f = center + scale * load(task.noise + h * task.noise_stride + i);
            f = smaller(larger(f, floor), ceiling);
            store(task.out + h * task.out_stride + i, f);
            const Vec next = alpha * f + (1.0 - alpha) * l;
            b = beta * (next - l) + (1.0 - beta) * b;
            l = next;
        }
    }
}

/// With r = x - center, v = scale^2 + r^2 / 4 and u = r / sqrt(v), the probability up to x is
/// 1/2 + 3/8 u (1 - u^2 / 12), and the density 3/8 scale^4 / v^(5/2) (Shaw 2006).
TREND_FUNCTION MixtureSums mixture(const MixtureTask& task) {
    Vec probability = all(0.0), density = all(0.0), slope = all(0.0);
    for (int i = 0; i < task.padded; i += lanes) {
        const Vec r = task.x - load(task.center + i), s = load(task.scale + i), s2 = s * s;
        const Vec over = 1.0 / sqrt_of(s2 + 0.25 * (r * r)), over2 = over * over;
        const Vec u = r * over, here = (s2 * s2) * (over2 * over2 * over);
        probability = probability + u * (1.0 - u * u * (1.0 / 12.0));
        density = density + here;
        slope = slope - r * (over2 * here);
    }
    double sums[3] = {}, lane[lanes];
    const Vec found[3] = {probability, density, slope};
    for (int j = 0; j < 3; ++j) {
        store(lane, found[j]);
        for (int l = 0; l < lanes; ++l) sums[j] += lane[l];
    }
    return {0.375 * sums[0], 0.375 * sums[1], 0.375 * 1.25 * sums[2]};
}
