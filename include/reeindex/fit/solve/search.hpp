#pragma once
/// \file
/// Global search: a grid over the nonlinear parameters with the linear ones eliminated, or random
/// starts around the caller's, then local optimisation of the most promising.

#include <functional>
#include <vector>

#include <reeindex/core/random.hpp>
#include <reeindex/fit/solve/grid.hpp>
#include <reeindex/fit/solve/levenberg_marquardt.hpp>

namespace reeindex::detail {

/// The same data with squared errors, to rank starts for every error model: relative errors for
/// multiplicative models, variance proportional to the count for counts.
class GaussianProxy {
public:
    explicit GaussianProxy(const Problem& problem, const std::vector<ParameterInfo>& parameters);
    GaussianProxy(const GaussianProxy&) = delete;
    GaussianProxy& operator=(const GaussianProxy&) = delete;
    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }

private:
    Problem problem_;
    std::vector<double> roots_;
};

/// Follows every candidate a little, the better half further, and so on, and the `most` best
/// valleys to their end; lowest first. A valley that `is_endless` is left after some iterations.
using IsEndless = std::function<bool(const Solution<double>&)>;
[[nodiscard]] std::vector<Solution<double>> descend_all(const Problem& problem,
                                                        const std::vector<Candidate>& candidates,
                                                        int max_iterations, std::size_t most,
                                                        const IsEndless& is_endless = {});

/// The best of what descend_all() reaches.
[[nodiscard]] Solution<double> descend(const Problem& problem,
                                       const std::vector<Candidate>& candidates, int max_iterations,
                                       const IsEndless& is_endless = {});

/// Random starts within the region that a grid spans, for valleys that its points miss.
[[nodiscard]] std::vector<Candidate> scattered_starts(const Problem& proxy, const StartGrid& grid,
                                                      const std::vector<double>& base,
                                                      std::size_t count, std::uint64_t seed);

/// Looks once more for curves of two parts: each part over the whole grid while the other stays at
/// the optimum found so far, until neither lowers the objective.
void search_by_halves(const Problem& problem, const Problem& proxy, const StartGrid& grid,
                      int max_iterations, Solution<double>& best);

/// Which parameters of an unknown curve enter linearly: their Jacobian columns do not change when
/// any of them changes.
[[nodiscard]] std::vector<bool> detect_linear(const Problem& problem,
                                              const std::vector<double>& start);

/// How far parameters are from where the caller started: squared log ratios, a change of sign worth
/// a factor of e^10.
[[nodiscard]] double distance_from(const std::vector<double>& start, const std::vector<double>& p);

/// Of optima that are equally good (a curve may be symmetric in its parameters), the one nearest to
/// the caller's start.
[[nodiscard]] Solution<double> nearest_of_best(std::vector<Solution<double>> all,
                                               const Problem& problem,
                                               const std::vector<double>& start);

/// Starts around the caller's: as given, and with every nonlinear parameter multiplied by a random
/// factor between 1/100 and 100.
[[nodiscard]] Solution<double> search_around(const Problem& problem,
                                             const std::vector<double>& start, int starts,
                                             int max_iterations, std::uint64_t seed);

}  // namespace reeindex::detail

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/fit/impl/search.ipp>
#endif
