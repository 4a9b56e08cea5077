// The one file that holds Boost.Test itself; the tests include <boost/test/unit_test.hpp>.
#define BOOST_TEST_MODULE reeindex
#include <boost/test/included/unit_test.hpp>
