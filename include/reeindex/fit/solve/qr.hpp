#pragma once
/// \file
/// Householder QR with column pivoting for small dense least squares, in any precision.
///
/// Businger and Golub (1965), doi:10.1007/BF01436084.

#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace reeindex::detail {

/// QR factors of an m x n matrix, columns scaled to unit norm before pivoting. Keeps its storage
/// from one factorisation to the next.
template <class T>
class PivotedQr {
public:
    /// Factors `a` (column-major, rows x columns).
    void factor(std::span<const T> a, std::size_t rows, std::size_t columns, double tolerance) {
        using std::sqrt;
        rows_ = rows;
        columns_ = columns;
        a_.assign(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(rows * columns));
        tau_.assign(columns, T(0.0));
        diagonal_.assign(columns, T(0.0));
        scale_.resize(columns);
        order_.resize(columns);
        for (std::size_t j = 0; j < columns; ++j) {
            order_[j] = j;
            const T norm = sqrt(square_sum(j, 0));
            scale_[j] = norm > T(0.0) ? norm : T(1.0);
            for (std::size_t i = 0; i < rows; ++i) at(i, j) = at(i, j) / scale_[j];
        }
        rank_ = 0;
        const std::size_t most = rows < columns ? rows : columns;
        for (std::size_t k = 0; k < most; ++k) {
            std::size_t best = k;
            T largest = square_sum(k, k);
            for (std::size_t j = k + 1; j < columns; ++j)
                if (const T s = square_sum(j, k); s > largest) {
                    largest = s;
                    best = j;
                }
            if (!(largest > T(tolerance) * T(tolerance))) break;
            swap_columns(k, best);
            reflect(k, sqrt(largest));
            ++rank_;
        }
    }

    [[nodiscard]] std::size_t rank() const noexcept { return rank_; }
    [[nodiscard]] bool full_rank() const noexcept { return rank_ == columns_; }

    /// Replaces b (length rows) by Q'b.
    void apply_transpose(std::span<T> b) const {
        for (std::size_t k = 0; k < rank_; ++k) {
            const T* v = &a_[k * rows_];
            T s = b[k];
            for (std::size_t i = k + 1; i < rows_; ++i) s += v[i] * b[i];
            s = s * tau_[k];
            b[k] -= s;
            for (std::size_t i = k + 1; i < rows_; ++i) b[i] -= s * v[i];
        }
    }

    /// Solves R x = (Q'b) into x (length columns); dependent columns get zero.
    void solve(std::span<const T> transformed, std::span<T> x) const {
        for (T& one : x) one = T(0.0);
        for (std::size_t k = rank_; k-- > 0;) {
            T s = transformed[k];
            for (std::size_t j = k + 1; j < rank_; ++j) s -= at(k, j) * x[order_[j]];
            x[order_[k]] = s / diagonal_[k];
        }
        for (std::size_t k = 0; k < rank_; ++k) x[order_[k]] = x[order_[k]] / scale_[order_[k]];
    }
    [[nodiscard]] std::vector<T> solve(std::span<const T> transformed) const {
        std::vector<T> x(columns_);
        solve(transformed, x);
        return x;
    }

    /// R with its columns in the order and scale of the factored matrix: rank x columns entries
    /// into `out`, column-major with `stride` rows a column; the rest of each column is zero.
    void triangle(std::span<T> out, std::size_t stride) const {
        for (T& one : out) one = T(0.0);
        for (std::size_t k = 0; k < columns_; ++k) {
            const std::size_t j = order_[k];
            for (std::size_t i = 0; i < k && i < rank_; ++i)
                out[j * stride + i] = at(i, k) * scale_[j];
            if (k < rank_) out[j * stride + k] = diagonal_[k] * scale_[j];
        }
    }

    /// (A'A)^-1, column-major; rows and columns of dependent columns are zero.
    [[nodiscard]] std::vector<T> inverse_gram() const {
        std::vector<T> inverse(rank_ * rank_, T(0.0));  // R^-1, upper triangular
        for (std::size_t c = 0; c < rank_; ++c)
            for (std::size_t k = c + 1; k-- > 0;) {
                T s = T(k == c ? 1.0 : 0.0);
                for (std::size_t j = k + 1; j <= c; ++j) s -= at(k, j) * inverse[c * rank_ + j];
                inverse[c * rank_ + k] = s / diagonal_[k];
            }
        std::vector<T> out(columns_ * columns_, T(0.0));
        for (std::size_t a = 0; a < rank_; ++a)
            for (std::size_t b = 0; b < rank_; ++b) {
                T s(0.0);
                for (std::size_t c = a < b ? b : a; c < rank_; ++c)
                    s += inverse[c * rank_ + a] * inverse[c * rank_ + b];
                out[order_[b] * columns_ + order_[a]] = s / (scale_[order_[a]] * scale_[order_[b]]);
            }
        return out;
    }

private:
    [[nodiscard]] T& at(std::size_t i, std::size_t j) { return a_[j * rows_ + i]; }
    [[nodiscard]] const T& at(std::size_t i, std::size_t j) const { return a_[j * rows_ + i]; }

    [[nodiscard]] T square_sum(std::size_t column, std::size_t from) const {
        T s(0.0);
        for (std::size_t i = from; i < rows_; ++i) s += at(i, column) * at(i, column);
        return s;
    }

    void swap_columns(std::size_t a, std::size_t b) {
        if (a == b) return;
        for (std::size_t i = 0; i < rows_; ++i) std::swap(at(i, a), at(i, b));
        std::swap(order_[a], order_[b]);
    }

    void reflect(std::size_t k, const T& norm) {
        const T alpha = at(k, k) > T(0.0) ? -norm : norm;
        const T head = at(k, k) - alpha;
        // v = (1, a[k+1..]/head); tau = -head/alpha
        tau_[k] = -head / alpha;
        for (std::size_t i = k + 1; i < rows_; ++i) at(i, k) = at(i, k) / head;
        diagonal_[k] = alpha;
        for (std::size_t j = k + 1; j < columns_; ++j) {
            T s = at(k, j);
            for (std::size_t i = k + 1; i < rows_; ++i) s += at(i, k) * at(i, j);
            s = s * tau_[k];
            at(k, j) -= s;
            for (std::size_t i = k + 1; i < rows_; ++i) at(i, j) -= s * at(i, k);
        }
    }

    std::size_t rows_ = 0, columns_ = 0, rank_ = 0;
    std::vector<T> a_, tau_, diagonal_, scale_;
    std::vector<std::size_t> order_;
};

}  // namespace reeindex::detail
