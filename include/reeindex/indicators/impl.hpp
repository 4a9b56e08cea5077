#pragma once
/// \file
/// The definitions of the module indicators, for one translation unit of a program.

#include <reeindex/indicators/impl/composite.ipp>
#include <reeindex/indicators/impl/composite_steps.ipp>
#include <reeindex/indicators/impl/composite_uncertainty.ipp>
#include <reeindex/indicators/impl/concentration.ipp>
#include <reeindex/indicators/impl/country_index.ipp>
#include <reeindex/indicators/impl/depletion.ipp>
#include <reeindex/indicators/impl/element_content.ipp>
#include <reeindex/indicators/impl/governance.ipp>
#include <reeindex/indicators/impl/growth.ipp>
#include <reeindex/indicators/impl/import_sources.ipp>
#include <reeindex/indicators/impl/life_cycle.ipp>
#include <reeindex/indicators/impl/sobol.ipp>
#include <reeindex/indicators/impl/specialization.ipp>
#include <reeindex/indicators/impl/sums.ipp>
#include <reeindex/indicators/impl/supply_risk.ipp>
#include <reeindex/indicators/impl/supply_structure.ipp>
#include <reeindex/indicators/impl/truncation.ipp>
