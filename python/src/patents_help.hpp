#pragma once
// Docstrings of the submodule `patents`.

namespace reeindex::python {

inline constexpr const char* technology_rules_help =
    R"(The rules for rare earths that the library carries.

Returns
-------
TechnologyRules
)";

inline constexpr const char* read_technology_rules_help =
    R"(Read technologies and their rules from two CSV files.

Parameters
----------
technologies, rules : str or os.PathLike
    In the form of the embedded ones.

Returns
-------
TechnologyRules

Raises
------
FileError
    If a file cannot be read.
DataError
    If a table says what it must not, with file and line.
)";

inline constexpr const char* wipo_fields_help =
    R"(The 35 technology fields of WIPO's concordance of the IPC.

Returns
-------
list of WipoField
)";

inline constexpr const char* normalise_applicant_help = R"(The name under which an applicant counts.

Parameters
----------
name : str
    As printed in an export.
aliases : dict of str to str
    Further spellings, and the name that each stands for.

Returns
-------
str
)";

}  // namespace reeindex::python
