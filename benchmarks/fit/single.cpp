// Times of single fits, forecasts and the assessment of the embedded paper: medians of the thread's
// own time in one process. Arguments: repetitions (400).

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <reeindex/reeindex.hpp>

namespace {

/// Microseconds of this thread, so that other work on the machine does not count.
double thread_time() {
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e6 * static_cast<double>(now.tv_sec) + 1e-3 * static_cast<double>(now.tv_nsec);
#else
    using Microseconds = std::chrono::duration<double, std::micro>;
    return Microseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

template <class Work>
void time(const std::string& what, std::size_t repetitions, const Work& work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < repetitions; ++i) {
        const double start = thread_time();
        work();
        times.push_back(thread_time() - start);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    std::cout << what << ": " << *middle << " us\n";
}

}  // namespace

int main(int argc, char** argv) {
    const auto repetitions = static_cast<std::size_t>(argc > 1 ? std::atoi(argv[1]) : 400);
    std::vector<int> years;
    std::vector<double> closed, open;  // near its ceiling; exponential still
    for (int i = 0; i < 12; ++i) {
        const double wave = std::sin(2.7 * i);
        years.push_back(2010 + i);
        closed.push_back(100.0 / (1.0 + std::exp(-0.6 * (i - 5.5))) + 2.0 * wave);
        open.push_back(10.0 * std::exp(0.12 * i) * (1.0 + 0.05 * wave));
    }
    for (const std::string curve : {"logistic", "gompertz"})
        for (const auto& values : {closed, open}) {
            const reeindex::TimeSeries series(years, values);
            const auto fit = reeindex::fit(series, curve);
            const std::string what = curve + (fit.identified() ? ", identified" : ", ceiling open");
            time(what + ", fit", repetitions, [&] { (void)reeindex::fit(series, curve); });
            time(what + ", forecast of 11 years", repetitions / 4 + 1,
                 [&] { (void)reeindex::forecast(fit, {.horizon = 11}); });
        }
    const auto paper = reeindex::load_paper();
    time("assessment", repetitions / 40 + 1, [&] { (void)reeindex::assess(paper); });
}
