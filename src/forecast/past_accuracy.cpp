#include <reeindex/forecast/impl/past_accuracy.ipp>
