#include <Eigen/Core>
#include <boost/test/unit_test.hpp>
#include <vector>

#include <reeindex/core/eigen_view.hpp>
#include <reeindex/core/matrix.hpp>

using reeindex::eigen_view;
using reeindex::Matrix;

BOOST_AUTO_TEST_SUITE(matrix)

BOOST_AUTO_TEST_CASE(columns_one_after_the_other) {
    Matrix m(2, 3);
    for (std::size_t i = 0; i < 2; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            m(i, j) = 10.0 * static_cast<double>(i) + static_cast<double>(j);
    const std::vector<double> kept(m.data(), m.data() + m.size());
    BOOST_TEST(kept == (std::vector<double>{0, 10, 1, 11, 2, 12}),
               boost::test_tools::per_element());
    BOOST_TEST(m.column(2)[1] == 12.0);
    m.column(1)[0] = 7.0;
    BOOST_TEST(m(0, 1) == 7.0);
    BOOST_TEST((Matrix(2, 2, 3.0) == Matrix(2, 2, 3.0)));
    BOOST_TEST((Matrix(1, 4) != Matrix(4, 1)));  // same elements, other shape
    BOOST_TEST(Matrix{}.size() == 0U);
}

BOOST_AUTO_TEST_CASE(to_and_from_eigen) {
    Eigen::Matrix<double, 2, 3, Eigen::RowMajor> theirs;
    theirs << 1, 2, 3, 4, 5, 6;
    const Matrix ours = theirs;
    BOOST_TEST(ours.rows() == 2U);
    BOOST_TEST(ours.cols() == 3U);
    BOOST_TEST(ours(1, 0) == 4.0);
    BOOST_TEST((eigen_view(ours) == theirs));
    const Matrix doubled = theirs * 2.0;  // an expression
    BOOST_TEST(doubled(1, 2) == 12.0);
    Matrix written(2, 3);
    eigen_view(written) = theirs;
    BOOST_TEST((written == ours));
    const std::vector<double> values{3, 4};
    BOOST_TEST(eigen_view(values).norm() == 5.0);
}

BOOST_AUTO_TEST_SUITE_END()
