"""Write a synthetic export of Lens.org: seeded, of any size, as messy as the real ones.

    python generate.py OUT.csv [--records 1000000] [--seed 1] [--all-faults]

Beside OUT.csv, OUT.csv.json says what went into it. Applicants come in several spellings, families have
members in several offices, numbers of CN, US, EP, WO, JP and KR are spelled in several ways; dates are missing
or impossible, rows are repeated, cut short or not UTF-8; titles hold quotes, line breaks and other scripts.
`--all-faults` adds what pandas cannot tell: rows with a cell too many and with quotes out of place.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

HEADER = (
    "#,Jurisdiction,Kind,Display Key,Lens ID,Publication Date,Publication Year,Application Number,Application Date,"
    "Priority Numbers,Earliest Priority Date,Title,Abstract,Applicants,Inventors,Owners,URL,Document Type,"
    "Has Full Text,Cites Patent Count,Cited by Patent Count,Simple Family Size,Simple Family Members,"
    "Simple Family Member Jurisdictions,Extended Family Size,Extended Family Members,"
    "Extended Family Member Jurisdictions,Sequence Count,CPC Classifications,IPCR Classifications,"
    "US Classifications,NPL Citation Count,NPL Resolved Citation Count,NPL Resolved Lens ID(s),"
    "NPL Resolved External ID(s),NPL Citations,Legal Status"
)
CELLS = HEADER.count(",") + 1

STEMS = [
    "Hitachi Metals",
    "TDK",
    "Toshiba",
    "China Petroleum & Chemical",
    "Nippon Steel",
    "Shin-Etsu Chemical",
    "Panasonic",
    "Sumitomo Metal Mining",
    "Kyocera",
    "Hitachi",
    "Grirem Advanced Materials",
    "Baotou Rare Earth Institute",
    "Société Générale des Terres",
    "Umicore",
    "Rhodia Opérations",
    "Neo Performance",
    "Lynas",
    "Siemens",
    "BASF",
    "Jiangxi Copper",
    "Central South Univ.",
    "The Boeing",
    "有研稀土新材料",
    "信越化学工業",
    "Żelazo Łódź",
    "Hunan Institute of Rare Metals",
]
FORMS = (
    "",
    "",
    " Ltd",
    " Ltd.",
    ", Ltd.",
    " Co., Ltd.",
    " CO LTD",
    " Inc.",
    " Corp",
    " Corporation",
    " GmbH",
    " AG",
    " S.A.",
)
WORDS = [
    "North",
    "South",
    "East",
    "West",
    "Golden",
    "Blue",
    "Green",
    "Advanced",
    "United",
    "First",
    "Pacific",
    "Delta",
    "Alpha",
    "Nova",
    "Terra",
    "Orion",
    "Apex",
]
KINDS_OF_NAME = [
    "Magnet",
    "Metals",
    "Materials",
    "Rare Earth",
    "Chemical",
    "Mining",
    "Catalyst",
    "Optics",
    "Recycling",
    "University",
    "Institute",
    "Labs",
]

SYMBOLS = [
    "C22B59/00",
    "C22B3/04",
    "C22B3/26",
    "C22B7/00",
    "C22B1/02",
    "C01F17/00",
    "C01F17/17",
    "C01F17/206",
    "H01F1/053",
    "H01F1/057",
    "H01F41/02",
    "C09K11/77",
    "C09K11/7706",
    "B01J23/10",
    "B01J23/63",
    "B01J37/03",
    "B01D53/94",
    "C02F1/28",
    "B09B3/00",
    "C25C3/34",
    "C22C28/00",
    "C22C38/005",
    "B03D1/00",
    "E21C41/16",
    "G21F9/28",
    "H01L33/50",
    "H04L29/06",
    "G06F17/30",
    "G06Q10/00",
    "A61K8/27",
    "A61K31/28",
    "H01M4/38",
    "C04B35/50",
    "B22F9/04",
    "B01D11/04",
    "B01J39/20",
    "G01N33/20",
    "F27B14/06",
    "A01N59/00",
    "Y02P10/20",
    "Y02W30/84",
    "B01D2255/2065",
    "H01F41/0293",
]
CPC_ONLY = {"C22C38/005", "Y02P10/20", "Y02W30/84", "B01D2255/2065", "H01F41/0293"}
IPC = [s for s in SYMBOLS if s not in CPC_ONLY]
TITLES = [
    "Method for extracting rare earth from ion-adsorption ore",
    "Sintered NdFeB magnet and its manufacturing method",
    "Cerium-based catalyst for exhaust gas",
    "Phosphor with europium",
    "Device for stirring",
    "Separation of yttrium and dysprosium",
    "Verfahren zur Gewinnung von Seltenen Erden",
    "稀土永磁材料的制备方法",
    "Recovery of neodymium from scrap",
    "Data transmission method",
    "Terbium diffusion process",
    "Wastewater treatment equipment",
    "Fibre laser",
    "Superalloy powder",
]
OFFICES = ("CN", "US", "EP", "WO", "JP", "KR", "DE", "RU")
OFFICE_SHARES = (0.46, 0.16, 0.09, 0.09, 0.1, 0.05, 0.03, 0.02)


def make_applicants(rng: np.random.Generator, count: int) -> list[list[str]]:
    """Spellings of each applicant."""
    out = []
    for i in range(count):
        stem = (
            STEMS[i]
            if i < len(STEMS)
            else (
                f"{WORDS[rng.integers(len(WORDS))]} {KINDS_OF_NAME[rng.integers(len(KINDS_OF_NAME))]} {i}"
            )
        )
        spellings = []
        for _ in range(6):
            form = FORMS[rng.integers(len(FORMS))]
            style = rng.integers(3)
            text = stem + form
            spellings.append(text.upper() if style == 0 else text)
        out.append(spellings)
    return out


def number(office: str, n: int) -> tuple[str, str]:
    """Return the bare number and kind of the n-th document; `n` makes it unique."""
    if office == "CN":
        first = "1" if n % 10 < 8 else "2"
        return f"{first}{n % 100_000_000:08d}", ("U" if first == "2" else "AB"[n % 2])
    if office == "US":
        return (
            (f"{2001 + n % 24}{n // 24 % 10_000_000:07d}", "A1")
            if n % 3
            else (f"{7_000_000 + n % 90_000_000}", "B2")
        )
    if office == "EP":
        return f"{n % 10_000_000:07d}", ("A1", "B1", "A2")[n % 3]
    if office == "WO":
        return f"{2004 + n % 20}{n // 20 % 1_000_000:06d}", "A1"
    if office == "JP":
        return f"{2000 + n % 25}{n // 25 % 1_000_000:06d}", "A"
    if office == "KR":
        return f"10{n % 10_000_000:07d}", "B1"
    if office == "DE":
        return f"10{2004 + n % 20}{n // 20 % 1_000_000:06d}", "A1"
    return f"{2_000_000 + n % 90_000_000}", "C1"


def spell(office: str, digits: str, kind: str, style: int) -> str:
    """One of the spellings of a publication."""
    if style < 5:
        if office in ("US", "WO") and kind == "A1":
            return f"{office} {digits[:4]}/{digits[4:]} {kind}"
        return f"{office} {digits} {kind}"
    if style == 5:
        return f"{office}{digits}{kind}"
    if style == 6:
        return f"{office}-{digits}-{kind}"
    if office == "US" and kind == "B2":
        return f"US {int(digits):,} B2"
    if office == "EP":
        return f"EP {digits[0]} {digits[1:4]} {digits[4:]} {kind}"
    return f"{office.lower()} {digits} {kind.lower()}"


def cell(text: str) -> str:
    """Quote a CSV cell where it must be."""
    if any(c in text for c in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def generate(out: Path, records: int, seed: int, all_faults: bool) -> dict[str, int]:
    """Write the export and return what went into it."""
    rng = np.random.default_rng(seed)
    applicants = make_applicants(rng, 40_000)
    facts = {"rows": 0, "duplicates": 0, "malformed": 0, "families": 0, "bad_dates": 0}
    serial = 0
    with out.open("wb") as file:
        file.write(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n")
        while facts["rows"] < records:
            rows: list[bytes] = []
            left = min(20_000, records - facts["rows"])
            draws = rng.random((left, 12))
            zipf = np.minimum(rng.zipf(1.3, size=(left, 4)) - 1, len(applicants) - 1)
            picks = rng.integers(0, 1 << 30, size=(left, 24))
            offices = rng.choice(len(OFFICES), size=left, p=OFFICE_SHARES)
            k = 0
            while k < left:
                d, p = draws[k], picks[k]
                size = 1 if d[0] < 0.45 else min(2 + int(p[0] % 5), left - k)
                year = 1985 + int(39 * (1 - d[1] ** 2.2))
                names = (
                    []
                    if d[2] < 0.02
                    else [int(zipf[k][j]) for j in range(1 if d[2] < 0.75 else 2 + int(p[1] % 3))]
                )
                members = []
                for m in range(size):
                    office = OFFICES[offices[k + m]]
                    serial += 1
                    members.append((office, *number(office, serial + seed)))
                listed = ";;".join(f"{o} {n} {kd}" for o, n, kd in members)
                listed = "" if d[3] < 0.03 else listed
                facts["families"] += 1
                for m, (office, digits, kind) in enumerate(members):
                    e, q = draws[k + m], picks[k + m]
                    key = spell(office, digits, kind, int(q[2] % 8))
                    lag = int(q[3] % 3)
                    month, day = 1 + int(q[4] % 12), 1 + int(q[5] % 28)
                    published = f"{year + lag}-{month:02d}-{day:02d}"
                    filed = f"{year}-{month:02d}-{day:02d}"
                    if e[4] < 0.01:
                        published = ""
                    elif e[4] < 0.0105:
                        published = ("2019-02-30", "next spring", "2019-13-01")[q[6] % 3]
                    if e[5] < 0.02:
                        filed = ""
                    who = ";;".join(applicants[n][q[7 + j % 3] % 6] for j, n in enumerate(names))
                    ipc = (
                        ""
                        if e[6] < 0.05
                        else ";;".join(IPC[q[10 + j] % len(IPC)] for j in range(1 + int(q[9] % 3)))
                    )
                    cpc = (
                        ""
                        if e[7] < 0.15
                        else ";;".join(
                            SYMBOLS[q[13 + j] % len(SYMBOLS)] for j in range(1 + int(q[12] % 5))
                        )
                    )
                    title = TITLES[q[18] % len(TITLES)]
                    if e[8] < 0.01:
                        title = f'"{title}", improved\r\nwith a second line'
                    facts["rows"] += 1
                    row = (
                        f"{facts['rows']},{office},{kind},{cell(key)},000-{digits[-3:]}-{serial % 1000:03d},{published},"
                        f"{published[:4] if e[4] >= 0.0105 else ''},{office} {digits} A,{filed},{office} {digits} A,{filed},{cell(title)},"
                        f'"Abstract of the document, with a comma.",{cell(who)},{cell("Doe, J;;Roe, R")},,'
                        f"https://link.lens.org/{digits},Patent Application,yes,{q[19] % 9},{q[20] % 9},{size},"
                        f"{cell(listed)},{office},{size},{cell(listed)},{office},0,{cpc},{ipc},,0,0,,,,ACTIVE"
                    )
                    bad = e[9]
                    if bad < 0.0005:
                        facts["malformed"] += 1
                        what = int(q[21] % (7 if all_faults else 4))
                        if what == 0:
                            row = ",".join(
                                row.split(",")[:9]
                            )  # cut short before any quoted cell but the number's
                            row = row if row.count('"') % 2 == 0 else "1,US,A"
                        elif what == 1:
                            row = row.replace(cell(key), "", 1)
                        elif what == 2:
                            row = row.replace(
                                cell(key), ("see below", "ZZ 123 A", "CN 12 A")[q[22] % 3], 1
                            )
                        elif what == 3:
                            rows.append(
                                row.replace("Abstract of", "Abstract \x00of")
                                .encode()
                                .replace(b"\x00", b"\xff")
                                + b"\r\n"
                            )
                            continue
                        elif what == 4:
                            row += ",one cell too many"
                        elif what == 5:
                            row = '1,US,A1,"US 2001/0000001 A1,open quote,' + ",".join("x" * 32)
                        else:
                            row = '1,US,A1,"US 2001"/0000001 A1,text after quote,' + ",".join(
                                "x" * 32
                            )
                        rows.append(row.encode() + b"\r\n")
                        continue
                    facts["bad_dates"] += int(0.01 <= e[4] < 0.0105)
                    data = row.encode() + b"\r\n"
                    rows.append(data)
                    if e[10] < 0.005 and facts["rows"] < records:
                        rows.append(data)
                        facts["rows"] += 1
                        facts["duplicates"] += 1
                k += size
            order = rng.permutation(len(rows))
            file.write(b"".join(rows[i] for i in order))
    return facts


def main() -> None:
    """Read the arguments and write the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-faults", action="store_true")
    arguments = parser.parse_args()
    if arguments.records < 1:
        parser.error(f"--records {arguments.records}: must be at least 1")
    facts = generate(arguments.out, arguments.records, arguments.seed, arguments.all_faults)
    Path(f"{arguments.out}.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(facts))


if __name__ == "__main__":
    main()
