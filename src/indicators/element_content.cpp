#include <reeindex/indicators/impl/element_content.ipp>
