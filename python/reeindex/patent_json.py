"""Records of patents as databases give them in JSON and Parquet, made flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reeindex.patent_tables import unreadable

__all__ = ["Shape", "flat_record", "shape_of"]

#: The fields of the reader.
FIELDS = (
    "publication",
    "office",
    "kind",
    "title",
    "applicants",
    "priority_date",
    "filing_date",
    "publication_date",
    "publication_year",
    "grant_date",
    "ipc",
    "cpc",
    "family",
    "family_members",
    "record_id",
)

Record = Mapping[str, Any]
Getter = Callable[[Record], Any]


@dataclass
class Shape:
    """How records of a source are made flat.

    Attributes
    ----------
    format, layout : str
        What the source is.
    getters : dict
        For each field of the reader, the function that takes it from a record.
    wanted : tuple
        Names at the top of a record that the getters look at.
    office, no_family : str
        Office of numbers that name none; id that stands for no family.
    """

    format: str
    layout: str
    getters: dict[str, Getter]
    wanted: tuple[str, ...]
    office: str = ""
    no_family: str = ""
    fields: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.fields = tuple(self.getters)

    def top_level(self) -> tuple[str, ...]:
        """Names at the top of a record that are looked at."""
        return self.wanted


def flat_record(record: Record, shape: Shape) -> dict[str, Any]:
    """Return the fields of a record; `problem` says why if they cannot be taken from it."""
    try:
        return {name: get(record) for name, get in shape.getters.items()}
    except (TypeError, AttributeError, ValueError, IndexError, KeyError) as error:
        return {"problem": f"is not built as {shape.layout}: {error}"}


def _each(node: Any, *path: str) -> Iterator[Any]:
    """Give what stands at a path, through lists of objects."""
    if isinstance(node, (list, tuple)):
        for one in node:
            yield from _each(one, *path)
    elif not path:
        if node is not None:
            yield node
    elif isinstance(node, Mapping):
        yield from _each(node.get(path[0]), *path[1:])


def _one(*path: str) -> Getter:
    return lambda record: next(_each(record, *path), None)


def _all(*path: str) -> Getter:
    return lambda record: list(_each(record, *path))


def _title(node: Any, text: str, language: str) -> Any:
    """Return the English text of a list of texts in several languages, else the first."""
    if isinstance(node, str):
        return node
    entries = node if isinstance(node, (list, tuple)) else [node]
    entries = [one for one in entries if isinstance(one, Mapping)]
    english = [one for one in entries if str(one.get(language, "")).lower() == "en"]
    return next((one.get(text) for one in english + entries), None)


# --- Lens.org


def _lens_members(record: Record) -> list[str]:
    members = list(_each(record, "families", "simple_family", "members"))
    ids = [str(m["lens_id"]) for m in members if isinstance(m, Mapping) and m.get("lens_id")]
    if len(ids) == len(members):
        return ids
    return [
        "".join(str(d.get(part) or "") for part in ("jurisdiction", "doc_number", "kind"))
        for d in _each(record, "families", "simple_family", "members", "document_id")
    ]


def _lens_applicants(record: Record) -> list[Any]:
    path = ("biblio", "parties", "applicants")
    return list(_each(record, *path, "extracted_name", "value")) or list(
        _each(record, *path, "applicant_name", "name")
    )


def _lens() -> Shape:
    return Shape(
        "lens",
        "Lens.org, JSON Lines",
        {
            "publication": _one("doc_number"),
            "office": _one("jurisdiction"),
            "kind": _one("kind"),
            "title": lambda r: _title(
                (r.get("biblio") or {}).get("invention_title"), "text", "lang"
            ),
            "applicants": _lens_applicants,
            "priority_date": _one("biblio", "priority_claims", "earliest_claim", "date"),
            "filing_date": _one("biblio", "application_reference", "date"),
            "publication_date": _one("date_published"),
            "publication_year": _one("year_published"),
            "ipc": _all("biblio", "classifications_ipcr", "classifications", "symbol"),
            "cpc": _all("biblio", "classifications_cpc", "classifications", "symbol"),
            "family_members": _lens_members,
            "record_id": _one("lens_id"),
        },
        (
            "lens_id",
            "jurisdiction",
            "doc_number",
            "kind",
            "date_published",
            "year_published",
            "biblio",
            "families",
        ),
    )


# --- Google Patents Public Data


def _codes(name: str) -> Getter:
    def get(record: Record) -> list[Any]:
        return [one.get("code") if isinstance(one, Mapping) else one for one in _each(record, name)]

    return get


def _google_assignees(record: Record) -> list[Any]:
    return list(_each(record, "assignee_harmonized", "name")) or list(_each(record, "assignee"))


def _google() -> Shape:
    dates = ("priority_date", "filing_date", "publication_date", "grant_date")
    return Shape(
        "google_bigquery",
        "Google Patents Public Data",
        {
            "publication": _one("publication_number"),
            "title": lambda r: (
                _title(r.get("title_localized"), "text", "language") or r.get("title")
            ),
            "applicants": _google_assignees,
            **{name: _one(name) for name in dates},
            "ipc": _codes("ipc"),
            "cpc": _codes("cpc"),
            "family": _one("family_id"),
        },
        (
            "publication_number",
            "title_localized",
            "title",
            "assignee_harmonized",
            "assignee",
            *dates,
            "ipc",
            "cpc",
            "family_id",
        ),
        no_family="-1",
    )


# --- PatentsView


def _person_or_firm(entries: Any, prefix: str) -> list[str]:
    out = []
    for one in _each(entries):
        if not isinstance(one, Mapping):
            continue
        firm = one.get(f"{prefix}_organization")
        names = [one.get(f"{prefix}_{part}") for part in ("last_name", "first_name")]
        names += [one.get(f"{prefix}_individual_{part}") for part in ("name_last", "name_first")]
        person = " ".join(str(name) for name in names if name)
        if firm or person:
            out.append(str(firm or person))
    return out


def _patentsview_ipcs(record: Record) -> list[str]:
    out = []
    for one in [*_each(record, "IPCs"), *_each(record, "ipcr")]:
        parts = [
            one.get(f"ipc_{name}")
            for name in ("section", "class", "subclass", "main_group", "subgroup")
        ]
        if all(parts):
            out.append("{}{}{}{}/{}".format(*parts))
    return out


def _patentsview() -> Shape:
    return Shape(
        "patentsview",
        "PatentsView, JSON",
        {
            "publication": lambda r: r.get("patent_number") or r.get("patent_id"),
            "kind": lambda r: r.get("wipo_kind") or r.get("patent_kind"),
            "title": _one("patent_title"),
            "applicants": lambda r: _person_or_firm(r.get("assignees"), "assignee"),
            "filing_date": lambda r: next(
                (
                    one
                    for one in [
                        *_each(r, "applications", "app_date"),
                        *_each(r, "application", "filing_date"),
                    ]
                ),
                None,
            ),
            "publication_date": _one("patent_date"),
            "grant_date": _one("patent_date"),
            "ipc": _patentsview_ipcs,
            "cpc": lambda r: [
                *_each(r, "cpcs", "cpc_subgroup_id"),
                *_each(r, "cpc_current", "cpc_group_id"),
            ],
        },
        (
            "patent_number",
            "patent_id",
            "wipo_kind",
            "patent_kind",
            "patent_title",
            "patent_date",
            "assignees",
            "applications",
            "application",
            "IPCs",
            "ipcr",
            "cpcs",
            "cpc_current",
        ),
        office="US",
    )


# --- EPO OPS


def _ops_applicants(record: Record) -> list[Any]:
    applicants = list(_each(record, "bibliographic-data", "parties", "applicants", "applicant"))
    for form in ("epodoc", "docdb", "original"):
        chosen = [one for one in applicants if one.get("@data-format") == form]
        if chosen:
            return [str(name).strip() for name in _each(chosen, "applicant-name", "name", "$")]
    return list(_each(applicants, "applicant-name", "name", "$"))


def _ops_cpc(record: Record) -> list[str]:
    out = []
    path = ("bibliographic-data", "patent-classifications", "patent-classification")
    for one in _each(record, *path):
        scheme = next(_each(one, "classification-scheme", "@scheme"), "CPC")
        names = ("section", "class", "subclass", "main-group", "subgroup")
        parts = [next(_each(one, name, "$"), None) for name in names]
        if str(scheme).startswith("CPC") and all(parts):
            out.append("{}{}{}{}/{}".format(*parts))
    return out


def _ops() -> Shape:
    def date(reference: str) -> Getter:
        return _one("bibliographic-data", reference, "document-id", "date", "$")

    def priority(record: Record) -> Any:
        path = ("priority-claims", "priority-claim", "document-id", "date", "$")
        return min((str(d) for d in _each(record, "bibliographic-data", *path)), default=None)

    return Shape(
        "ops",
        "EPO OPS, JSON",
        {
            "publication": _one("@doc-number"),
            "office": _one("@country"),
            "kind": _one("@kind"),
            "title": lambda r: _title(
                (r.get("bibliographic-data") or {}).get("invention-title"), "$", "@lang"
            ),
            "applicants": _ops_applicants,
            "priority_date": priority,
            "filing_date": date("application-reference"),
            "publication_date": date("publication-reference"),
            "ipc": _all(
                "bibliographic-data", "classifications-ipcr", "classification-ipcr", "text", "$"
            ),
            "cpc": _ops_cpc,
            "family": _one("@family-id"),
        },
        ("@doc-number", "@country", "@kind", "@family-id", "bibliographic-data"),
    )


def _ops_derived() -> Shape:
    names = {
        "publication": "code",
        "title": "title",
        "applicants": "applicants",
        "filing_date": "application date",
        "publication_date": "pub_date",
    }
    return _named("ops", "records made from EPO OPS, JSON", {k: [v] for k, v in names.items()})


# --- names of keys


def _named(name: str, layout: str, columns: Mapping[str, Sequence[str]]) -> Shape:
    def getter(keys: Sequence[str]) -> Getter:
        def get(record: Record) -> Any:
            for key in keys:
                found = list(_each(record, key)) or list(_each(record, *key.split(".")))
                if found:
                    return found if len(found) > 1 else found[0]
            return None

        return get

    wanted = [
        part for keys in columns.values() for key in keys for part in (key, key.split(".")[0])
    ]
    return Shape(
        name,
        layout,
        {field: getter(keys) for field, keys in columns.items()},
        tuple(dict.fromkeys(wanted)),
    )


#: Formats in JSON, and the keys that show them: one of each group.
_KNOWN: tuple[tuple[str, tuple[tuple[str, ...], ...], Callable[[], Shape]], ...] = (
    ("lens", (("lens_id",), ("doc_number",), ("jurisdiction",)), _lens),
    (
        "google_bigquery",
        (("publication_number",), ("publication_date", "family_id", "country_code")),
        _google,
    ),
    ("patentsview", (("patent_number", "patent_id"), ("patent_date",)), _patentsview),
    ("ops", (("@doc-number",), ("@country",)), _ops),
    ("ops", (("code",), ("pub_date",)), _ops_derived),
)


def shape_of(
    path: str,
    sample: Sequence[Record],
    preset: str | None,
    columns: Mapping[str, Sequence[str]],
) -> Shape:
    """Return the shape that the keys of the first records show, or that the caller names."""
    keys = {key for record in sample for key in record}
    shape = None
    for name, groups, make in _KNOWN:
        shows = all(any(key in keys for key in group) for group in groups)
        if preset in (None, name) and shows:
            shape = make()
            break
    if columns:
        named = _named("", "", columns)
        missing = [
            (field, names)
            for field, names in columns.items()
            if all(named.getters[field](record) is None for record in sample)
        ]
        for field, names in missing:
            raise unreadable(
                path,
                f"no key for {field} ({' or '.join(names)}) in the first "
                f"{len(sample)} records; they have: {', '.join(sorted(keys)[:20])}",
            )
        if shape is None:
            if "publication" not in columns:
                raise unreadable(path, "no key for publication is named")
            return _named("plain", "JSON, keys named by the caller", columns)
        shape.getters.update(named.getters)
        shape.wanted = (*shape.wanted, *named.wanted)
        shape.__post_init__()
        return shape
    if shape is None and preset in (None, "plain") and "publication" in keys:
        found = [name for name in FIELDS if name in keys]
        return _named(
            "plain", "JSON, the field names of this library", {name: [name] for name in found}
        )
    if shape is None:
        known = preset or ", ".join(dict.fromkeys(name for name, _, _ in _KNOWN))
        raise unreadable(
            path,
            f"its records are of no known format ({known}); name the keys with columns=; "
            f"they have: {', '.join(sorted(keys)[:20])}",
        )
    return shape
