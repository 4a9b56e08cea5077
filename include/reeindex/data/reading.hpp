#pragma once
/// \file
/// What a reader understood of a file.

#include <cstddef>
#include <string>
#include <vector>

#include <reeindex/core/compiled.hpp>

namespace reeindex {

/// How a file was read: what was found in it or stated by the user, and what became of every column
/// and mark. Nothing of the file is left out that is not named here.
struct Reading {
    /// A choice and what it rests on: "stated", "found", "of the layout" or "default".
    struct Choice {
        std::string value, by;
    };
    /// A line above or below the table.
    struct Line {
        std::size_t line = 0;
        std::string text;
    };
    /// A column and what it was read as; what is left out says why.
    struct Column {
        std::string name;
        std::string role;    ///< "year", "value", "area", ..., or "left out"
        std::string detail;  ///< year and status of a wide column, or why it is left out
    };
    /// A mark in cells and what it became.
    struct MarkUse {
        std::string mark;
        std::string became;  ///< "status Q (missing; suppressed)", "more_than", "note 'revised'"
        std::size_t count = 0;
        std::size_t first_line = 0;
    };
    /// A unit as the file writes it and its code.
    struct UnitUse {
        std::string text, code;
    };

    std::string file;
    Choice layout;          ///< name of the layout, or "plain"
    std::string publisher;  ///< title of the layout; empty for "plain"
    bool wide = false;      ///< years are columns
    Choice encoding, separator, decimal, thousands;
    std::size_t header_line = 0;
    std::vector<Line> preamble, footer;
    std::vector<Column> columns;
    std::vector<MarkUse> marks;
    std::vector<UnitUse> units;
    std::vector<Line> periods;  ///< what stands for several years, and the year it was taken for
    std::size_t rows = 0;       ///< of the table
    std::size_t rows_left_out = 0;  ///< by the user's choice of rows
    std::size_t series = 0;

    /// Names of the columns that were left out.
    [[nodiscard]] std::vector<std::string> ignored() const;
    /// A page of text.
    [[nodiscard]] std::string text() const;
};

}  // namespace reeindex

#ifdef REEINDEX_HEADER_ONLY
#include <reeindex/data/impl/reading.ipp>
#endif
