#pragma once
/// \file
/// The definitions of the module industry, for one translation unit of a program.

#include <reeindex/industry/impl/company.ipp>
#include <reeindex/industry/impl/deposit.ipp>
#include <reeindex/industry/impl/described_patent.ipp>
#include <reeindex/industry/impl/event.ipp>
#include <reeindex/industry/impl/figure.ipp>
#include <reeindex/industry/impl/period.ipp>
#include <reeindex/industry/impl/value_chain.ipp>
