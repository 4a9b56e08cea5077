#pragma once
/// \file
/// The definitions of the module patents, for one translation unit of a program.

#include <reeindex/patents/impl/applicant.ipp>
#include <reeindex/patents/impl/classification.ipp>
#include <reeindex/patents/impl/counts.ipp>
#include <reeindex/patents/impl/innovators.ipp>
#include <reeindex/patents/impl/network.ipp>
#include <reeindex/patents/impl/patent_date.ipp>
#include <reeindex/patents/impl/publication.ipp>
#include <reeindex/patents/impl/rules.ipp>
#include <reeindex/patents/impl/selection.ipp>
#include <reeindex/patents/impl/table.ipp>
