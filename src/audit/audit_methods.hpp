#pragma once
// How claims are tested. Each method is a function of its inputs and the stated value.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit_inputs.hpp"

namespace reeindex::detail {

/// What a claim states.
struct Stated {
    std::optional<double> value{};
    std::optional<double> high{};
    double half = 0.0;  ///< half a unit of its last digit
    int decimals = 0;
    Qualifier qualifier = Qualifier::exact;
    std::optional<Unit> unit{};
    std::string quote{};
};

/// What a method found.
struct Finding {
    std::optional<Quantity> recomputed{};
    std::optional<std::pair<double, double>> rounding{};
    Verdict verdict = Verdict::not_testable;
    std::string text{};
    Proof proof = Proof::paper;
};

/// What a method works on.
struct Test {
    const AuditInputs& inputs;
    const std::vector<std::string>& keys;
    const Stated& stated;
};

using Method = Finding (*)(const Test& test);

// Arithmetic (audit_arithmetic.cpp)
Finding test_growth_rate(const Test& test);
Finding test_trend(const Test& test);
Finding test_cagr(const Test& test);
Finding test_ratio(const Test& test);
Finding test_share(const Test& test);
Finding test_difference(const Test& test);
Finding test_product(const Test& test);
Finding test_equality(const Test& test);
Finding test_quota_base(const Test& test);
Finding test_implied_base(const Test& test);
Finding test_implied_whole(const Test& test);
Finding test_implied_part(const Test& test);
Finding test_value(const Test& test);
Finding test_share_of_sum(const Test& test);
Finding test_above(const Test& test);
// Checks (audit_checks.cpp)
Finding test_sum(const Test& test);
Finding test_count(const Test& test);
Finding test_unit(const Test& test);
Finding test_range(const Test& test);
Finding test_rate(const Test& test);
Finding test_scope(const Test& test);
Finding test_code(const Test& test);
Finding not_testable(const Test& test);

/// The method with a name.
/// \throws NotFound
[[nodiscard]] Method find_method(std::string_view name);

/// The numbers of the keys; throws InvalidArgument unless there are `least` to `most`.
[[nodiscard]] std::vector<AuditValue> values_of(const Test& test, std::size_t least,
                                                std::size_t most);

/// Whether a number from `lower` to `upper` satisfies what is stated; both in the stated unit.
[[nodiscard]] bool satisfies(const Stated& stated, double lower, double upper);

/// Decimals to show of a number with so many: a fraction such as a third has no last digit.
[[nodiscard]] int shown_decimals(int decimals);

/// "about 60 %", "more than 3".
[[nodiscard]] std::string stated_words(const Stated& stated);

/// A number and its unit as a sentence has them: "43.1 %", "3.5".
[[nodiscard]] std::string with_unit(double value, int decimals, const Unit& unit);

/// A share in per cent with one decimal.
[[nodiscard]] std::string share_text(double part, double whole);

}  // namespace reeindex::detail
