#include <reeindex/patents/applicant.hpp>

#include <reeindex/patents/impl/applicant.ipp>
