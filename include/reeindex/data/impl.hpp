#pragma once
/// \file
/// The definitions of the module data, for one translation unit of a program.

#include <reeindex/data/impl/dataset.ipp>
#include <reeindex/data/impl/json.ipp>
#include <reeindex/data/impl/package.ipp>
#include <reeindex/data/impl/reconcile.ipp>
#include <reeindex/data/impl/revisions.ipp>
#include <reeindex/data/impl/sha256.ipp>
#include <reeindex/data/impl/splice.ipp>
