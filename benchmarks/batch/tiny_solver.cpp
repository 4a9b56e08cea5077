// The logistic workload through Ceres' TinySolver, one thread.
// tiny_solver VALUES STARTS COUNT OUT: raw doubles, 20 and 3 a series; writes K, r, t0. Prints the
// CPU time.

#include <ceres/tiny_solver.h>
#include <time.h>

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

constexpr int points = 20;

struct Residuals {
    using Scalar = double;
    enum { NUM_RESIDUALS = points, NUM_PARAMETERS = 3 };
    const double* y;

    bool operator()(const double* p, double* residuals, double* jacobian) const {
        for (int i = 0; i < points; ++i) {
            const double t = 2005.0 + i - p[2];
            const double s = 1.0 / (1.0 + std::exp(-p[1] * t));
            residuals[i] = p[0] * s - y[i];
            if (jacobian == nullptr) continue;
            const double slope = p[0] * s * (1.0 - s);
            jacobian[i] = s;
            jacobian[points + i] = slope * t;
            jacobian[2 * points + i] = -slope * p[1];
        }
        return true;
    }
};

std::vector<double> read(const char* path, std::size_t count) {
    std::vector<double> out(count);
    std::FILE* file = std::fopen(path, "rb");
    if (file == nullptr || std::fread(out.data(), sizeof(double), count, file) != count) {
        std::fprintf(stderr, "tiny_solver: cannot read %zu numbers from %s\n", count, path);
        std::exit(1);
    }
    std::fclose(file);
    return out;
}

double cpu_time() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("tiny_solver VALUES STARTS COUNT OUT\n", stderr);
        return 2;
    }
    const auto rows = static_cast<std::size_t>(std::atoll(argv[3]));
    const auto values = read(argv[1], rows * points);
    const auto starts = read(argv[2], rows * 3);
    std::vector<double> out(rows * 3);
    ceres::TinySolver<Residuals> solver;
    solver.options.max_num_iterations = 200;
    solver.options.function_tolerance = 1.49e-8;
    solver.options.parameter_tolerance = 1.49e-8;
    double best = 1e300;
    for (int round = 0; round < 5; ++round) {
        const double begin = cpu_time();
        for (std::size_t i = 0; i < rows; ++i) {
            Eigen::Vector3d p(starts[3 * i], starts[3 * i + 1], starts[3 * i + 2]);
            solver.Solve(Residuals{&values[i * points]}, &p);
            for (std::size_t j = 0; j < 3; ++j) out[3 * i + j] = p[static_cast<Eigen::Index>(j)];
        }
        best = std::min(best, cpu_time() - begin);
    }
    std::FILE* file = std::fopen(argv[4], "wb");
    if (file == nullptr || std::fwrite(out.data(), sizeof(double), out.size(), file) != out.size())
        return 1;
    std::fclose(file);
    std::printf("%.9g\n", best);
    return 0;
}
