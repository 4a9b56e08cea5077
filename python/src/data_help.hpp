#pragma once
// Docstrings of the submodule `data`.

namespace reeindex::python {

inline constexpr const char* datasets_help = R"(The datasets that the library carries.

Returns
-------
list of PackageInfo
    Name, title, publisher, edition, licence, attribution, tables and size of each.
)";

inline constexpr const char* load_help = R"(A dataset that the library carries; reads no file.

Parameters
----------
name : str
    As :func:`datasets` lists it, or ``"paper"`` for ``"kirsanov2025"``.

Returns
-------
Dataset

Raises
------
NotFound
    For another name.
)";

inline constexpr const char* load_paper_help = R"(The embedded paper; reads no file.

Returns
-------
Dataset
    Tables, companies, deposits, events, patents, claims and errata.

Notes
-----
Kirsanov, Pervykh and Zdonis (2025), doi:10.55121/nc.v4i2.460, CC BY 4.0.
)";

inline constexpr const char* read_dataset_help =
    R"(Read a folder of tables in the form of the embedded ones.

Parameters
----------
folder : str or os.PathLike
    Holds series.csv, observations.csv and further tables: those that its datapackage.json lists,
    or, without that file, every .csv in it.

Returns
-------
Dataset

Raises
------
FileError
    If a file cannot be read.
DataError
    If a table says what it must not, with file and line; if datapackage.json names no licence,
    lists a path outside the folder, or not every table; or if a table has another size or hash.
)";

inline constexpr const char* revisions_help =
    R"(What each edition of a dataset says of each year of a series.

Parameters
----------
dataset : Dataset
    With several editions, for example ``load("usgs_mcs")``.
key : str
    ``"mine_production/WLD"``.
view : {"printed", "corrected"}

Returns
-------
Revisions
    The triangle of years and editions, first against latest print, mean (the bias), standard error
    and absolute mean of the revisions.

Raises
------
NotFound
    For an unknown key.
InvalidArgument
    If the dataset has no editions.

Notes
-----
The summary is that of McKenzie and Gamba (2008), Interpreting the results of revision analyses,
OECD. Years with one print, and years with a bound, are left out of it.
)";

}  // namespace reeindex::python
