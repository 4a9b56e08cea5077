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
    double gamma(double shape);

    /// Poisson with a mean; a whole number. Large means by transformed rejection (PTRS, Hoermann
    /// 1993, doi:10.1016/0167-6687(93)90997-4), small ones by multiplication.
    /// \throws InvalidArgument unless 0 <= mean <= 1e15.
    double poisson(double mean);

    /// Negative binomial with a mean and dispersion (variance = mean + dispersion * mean^2); a
    /// whole number. Dispersion 0 is Poisson. \throws InvalidArgument unless mean and dispersion
    /// are finite, not negative and the mixing mean stays below 1e15.
    double negative_binomial(double mean, double dispersion);

    /// Student t with real degrees of freedom > 0; infinity gives the normal.
    /// \throws InvalidArgument unless dof > 0.
    double student_t(double dof);

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

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/core/impl/random.ipp>
#endif
