#pragma once
// Docstrings of the submodule `core`.

namespace reeindex::python {

inline constexpr const char* oxide_to_element_help =
    R"(Mass of contained element in a mass of its usual oxide.

Parameters
----------
mass : Quantity
    Basis ``"oxide"``.
element : Element

Returns
-------
Quantity
    In the same unit, basis ``"element"``.

Raises
------
UnitError
    If the mass is on another basis.

Notes
-----
The factor follows from the standard atomic weights of IUPAC's CIAAW and the usual oxide of the
element; it is not stored.
)";

inline constexpr const char* element_to_oxide_help =
    R"(Mass of the usual oxide that holds a mass of an element.

Parameters
----------
mass : Quantity
    Basis ``"element"``.
element : Element

Returns
-------
Quantity
    In the same unit, basis ``"oxide"``.

Raises
------
UnitError
    If the mass is on another basis.

Notes
-----
The factor follows from the standard atomic weights of IUPAC's CIAAW and the usual oxide of the
element; it is not stored.
)";

inline constexpr const char* status_meaning_help = R"(What a status of an observation means.

Parameters
----------
code : str
    SDMX CL_OBS_STATUS, version 2.2; ``"P"`` is a provisional value.

Returns
-------
str

Raises
------
InvalidArgument
    If there is no such code.
)";

inline constexpr const char* note_help = R"(One fact that a result states about itself.

Messages are made of notes; read notes instead of messages.
)";

inline constexpr const char* elements_help = R"(The 17 rare-earth elements.

Returns
-------
list of Element
    By atomic number.
)";

inline constexpr const char* element_help = R"(One of the 17 rare-earth elements.

Parameters
----------
symbol_or_name : str
    ``"Nd"`` or ``"neodymium"``.

Returns
-------
Element

Raises
------
NotFound
    For anything else.
)";

inline constexpr const char* countries_help =
    R"(The countries of ISO 3166-1, the USSR, the world ("WLD") and other countries ("OTH").

Returns
-------
list of Country
)";

inline constexpr const char* country_help = R"(A country by its code.

Parameters
----------
code : str
    ISO 3166-1 alpha-2, alpha-3 or numeric; ``"WLD"`` is the world.

Returns
-------
Country

Raises
------
NotFound
    If the embedded data know no such country.
)";

inline constexpr const char* offices_help = R"(The patent offices known to the library.

Returns
-------
list of Office
)";

inline constexpr const char* office_help = R"(A patent office by its code.

Parameters
----------
code : str
    WIPO ST.3.

Returns
-------
Office

Raises
------
NotFound
    If there is no such office.
)";

inline constexpr const char* time_series_help =
    R"(An annual series: strictly increasing years, gaps allowed. Immutable.

Parameters
----------
years : sequence of int
    Calendar years from 1 to 9999, strictly increasing.
values : sequence of float
    One finite value per year; NaN or None only where the year is missing.
unit : str or Unit
    UCUM code such as 'kt', 'kt/a', '{patent}', or a currency such as '10*9.CNY'.
basis : str
    What a mass is a mass of: 'none', 'REO', 'element', 'oxide', ...
indicator, area, title : str
    What the series is about; `key` is 'indicator/area'.
status : sequence of str, optional
    SDMX CL_OBS_STATUS code per value; all 'A' (normal) by default.
source : str or Source
    Where the values come from.
missing : {'raise', 'mark'}
    Whether NaN in a year that no status declares missing is an error or marks it with status 'O'.
decimals : int, optional
    Decimals to which the values are rounded, if known.

Raises
------
InvalidArgument
    Naming the argument, the position and what is allowed.
)";

}  // namespace reeindex::python
