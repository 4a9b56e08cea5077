// The second file of use_core: the same headers, the definitions are in the first.
#include <reeindex/core/distributions.hpp>
#include <reeindex/fit/fit.hpp>

double second_file();

double second_file() { return reeindex::student_t_quantile(0.975, 5.0); }
