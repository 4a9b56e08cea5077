#pragma once
/// \file
/// The shipped curves, all of them.

#include <tuple>

#include <reeindex/curves/bass.hpp>
#include <reeindex/curves/bilogistic.hpp>
#include <reeindex/curves/exponential.hpp>
#include <reeindex/curves/gompertz.hpp>
#include <reeindex/curves/hubbert.hpp>
#include <reeindex/curves/linear.hpp>
#include <reeindex/curves/logistic.hpp>
#include <reeindex/curves/logistic_floor.hpp>
#include <reeindex/curves/monomolecular.hpp>
#include <reeindex/curves/power_law.hpp>
#include <reeindex/curves/richards.hpp>

namespace reeindex {

/// Every shipped curve with a name of its own, in the order in which they are listed.
using ShippedCurves = std::tuple<Linear, Exponential, PowerLaw, Logistic, LogisticFloor, Gompertz,
                                 Richards, Monomolecular, Bass, BassAdoptions, BiLogistic, Hubbert>;

}  // namespace reeindex
