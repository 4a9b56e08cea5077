#pragma once
/// \file
/// Reproducible random numbers with independent streams.

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <reeindex/core/distributions.hpp>

namespace reeindex {

/// Random numbers by xoshiro256++ (Blackman and Vigna 2021, doi:10.1145/3460772), its state filled
/// by SplitMix64 from a seed and a stream number.
///
/// Give each replicate its own stream (`Random{seed, replicate}`): its numbers then do not depend
/// on how many threads work, or in which order. The integers are the same on every platform; the
/// distributions built on them agree up to the last digits of the platform's exp, log and sqrt.
/// Satisfies std::uniform_random_bit_generator.
class Random {
public:
    /// What operator() gives.
    using result_type = std::uint64_t;

    /// \param stream number of an independent sequence under the same seed.
    explicit constexpr Random(std::uint64_t seed, std::uint64_t stream = 0) noexcept {
        // Seed and stream are mixed one after the other, so that (1, 2) and (2, 1) differ.
        std::uint64_t key = split_mix(seed) ^ (stream * 0xd1342543de82ef95ULL);
        for (auto& word : state_) word = split_mix(key);
    }

    /// Least value of operator().
    [[nodiscard]] static constexpr std::uint64_t min() noexcept { return 0; }
    /// Greatest value of operator().
    [[nodiscard]] static constexpr std::uint64_t max() noexcept {
        return std::numeric_limits<std::uint64_t>::max();
    }

    /// 64 random bits.
    constexpr std::uint64_t operator()() noexcept {
        const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    constexpr double uniform() noexcept { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }

    /// Uniform in (0, 1), neither end included.
    constexpr double uniform_open() noexcept {
        return (static_cast<double>((*this)() >> 12) + 0.5) * 0x1.0p-52;
    }

    /// Uniform whole number from 0 to n - 1, without bias.
    /// \throws InvalidArgument if n is 0.
    constexpr std::uint64_t index(std::uint64_t n) {
        if (n == 0) throw InvalidArgument("n", "0", "at least 1");
        const std::uint64_t excess = (0 - n) % n;  // 2^64 mod n
        std::uint64_t bits = (*this)();
        while (bits < excess) bits = (*this)();
        return bits % n;
    }

    /// Standard normal, by the inverse of its distribution function.
    double normal() { return normal_quantile(uniform_open()); }

    /// Exponential with mean 1.
    double exponential() noexcept { return -std::log(uniform_open()); }

    /// Gamma with a shape and scale 1 (Marsaglia and Tsang 2000, doi:10.1145/358407.358414).
    /// \throws InvalidArgument unless shape is finite and greater than 0.
    double gamma(double shape) {
        detail::require_positive("shape", shape);
        if (shape < 1.0) {
            const double boosted = gamma(shape + 1.0);
            return boosted * std::exp(std::log(uniform_open()) / shape);
        }
        const double d = shape - 1.0 / 3.0;
        const double c = 1.0 / std::sqrt(9.0 * d);
        for (;;) {
            const double x = normal();
            const double root = 1.0 + c * x;
            if (root <= 0.0) continue;
            const double v = root * root * root;
            if (std::log(uniform_open()) < 0.5 * x * x + d * (1.0 - v + std::log(v))) return d * v;
        }
    }

    /// Poisson with a mean; a whole number. Large means by transformed rejection (PTRS, Hoermann
    /// 1993, doi:10.1016/0167-6687(93)90997-4), small ones by multiplication.
    /// \throws InvalidArgument unless 0 <= mean <= 1e15.
    double poisson(double mean) {
        if (!(mean >= 0.0 && mean <= 1e15))
            throw InvalidArgument("mean", detail::to_text(mean), "from 0 to 1e15");
        if (mean < 10.0) {
            const double limit = std::exp(-mean);
            double count = 0.0;
            for (double product = uniform_open(); product > limit; product *= uniform_open())
                count += 1.0;
            return count;
        }
        const double b = 0.931 + 2.53 * std::sqrt(mean);
        const double a = -0.059 + 0.02483 * b;
        const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
        const double quick = 0.9277 - 3.6224 / (b - 2.0);
        for (;;) {
            const double u = uniform_open() - 0.5;
            const double v = uniform_open();
            const double us = 0.5 - std::abs(u);
            const double count = std::floor((2.0 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick) return count;
            if (count < 0.0 || (us < 0.013 && v > us)) continue;
            if (std::log(v * inverse_alpha / (a / (us * us) + b)) <= poisson_log_pmf(count, mean))
                return count;
        }
    }

    /// Negative binomial with a mean and dispersion (variance = mean + dispersion * mean^2); a
    /// whole number. Dispersion 0 is Poisson. \throws InvalidArgument unless mean and dispersion
    /// are finite, not negative and the mixing mean stays below 1e15.
    double negative_binomial(double mean, double dispersion) {
        detail::require_non_negative("mean", mean);
        detail::require_non_negative("dispersion", dispersion);
        // Below this, dispersion changes no digit and its inverse could overflow.
        if (dispersion < 1e-30) return poisson(mean);
        return poisson(mean * dispersion * gamma(1.0 / dispersion));
    }

    /// Student t with real degrees of freedom > 0; infinity gives the normal.
    /// \throws InvalidArgument unless dof > 0.
    double student_t(double dof) {
        detail::require_dof("dof", dof);
        const double z = normal();
        if (std::isinf(dof)) return z;
        return z / std::sqrt(gamma(0.5 * dof) / (0.5 * dof));
    }

private:
    static constexpr std::uint64_t split_mix(std::uint64_t& key) noexcept {
        key += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = key;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    std::uint64_t state_[4]{};
};

}  // namespace reeindex
