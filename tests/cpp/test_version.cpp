#include <string>

#include <boost/test/unit_test.hpp>
#include <reeindex/version.hpp>

#include "test_project.hpp"

BOOST_AUTO_TEST_SUITE(version)

BOOST_AUTO_TEST_CASE(is_what_the_build_system_read) {
    BOOST_TEST(reeindex::library_version == REEINDEX_TEST_PROJECT_VERSION);
    BOOST_TEST(std::string(REEINDEX_VERSION) == reeindex::library_version);
}

BOOST_AUTO_TEST_SUITE_END()
