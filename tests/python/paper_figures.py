"""The figures of the paper, copied by hand from its printed text.

Source: A. Kirsanov, S. Pervykh, A. Zdonis (2025), New Countryside 4(2), 54-71,
https://doi.org/10.55121/nc.v4i2.460, CC BY 4.0.

An independent second transcription: nothing here is generated from the data
package or from the library, so that tests can compare the two. Values are as
printed, with decimal and thousands marks read rightly and nothing corrected.
``None`` stands for a printed dash.
"""

from __future__ import annotations

TABLE_1_YEARS = (2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024)

#: Million tons; thousand tons; thousand tons.
TABLE_1: dict[str, tuple[float, ...]] = {
    "reserves": (140, 130, 130, 120, 120, 120, 1200, 120, 120, 130, 110, 90),
    "mine_production": (110, 123, 130, 129, 132, 190, 220, 240, 280, 300, 376, 390),
    "neodymium_oxide_demand": (
        9.1,
        10.3,
        11.6,
        13.1,
        14.6,
        16.4,
        18.4,
        20.7,
        21.1,
        21.6,
        22.0,
        22.6,
    ),
}

TABLE_2_YEARS = (2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022)

#: By code of WIPO ST.3, in printed order.
TABLE_2: dict[str, tuple[int | None, ...]] = {
    "CN": (1006, 1091, 1298, 1469, 1584, 1627, 1665, 1432, 1486, 1286, 793),
    "JP": (525, 451, 426, 390, 407, 387, 327, 277, 252, 130, 28),
    "US": (392, 350, 354, 355, 360, 321, 309, 291, 250, 156, 64),
    "EP": (210, 173, 184, 148, 185, 180, 142, 136, 112, 28, 9),
    "WO": (331, 266, 274, 221, 265, 248, 227, 202, 201, 176, 51),
    "KR": (195, 166, 147, 130, 133, 134, 136, 114, 106, 40, 11),
    "DE": (37, 37, 64, 33, 53, 30, 28, 24, 15, 15, 1),
    "CA": (55, 42, 42, 37, 43, 45, 30, 30, 27, 9, 3),
    "TW": (65, 57, 43, 30, 53, 46, 64, 42, 37, 22, 6),
    "FR": (6, 10, 8, 20, 11, 11, 10, 7, None, 2, None),
}

#: Sums over the years, added up apart from the table above.
TABLE_2_SUMS = {
    "CN": 14737, "JP": 3600, "US": 3202, "EP": 1507, "WO": 2462,
    "KR": 1312, "DE": 337, "CA": 363, "TW": 465, "FR": 85,
}  # fmt: skip

#: (subject, value, unit, qualifier, printed text), sections 2 to 3 of the paper.
WORLD_FIGURES: tuple[tuple[str, float, str, str, str], ...] = (
    ("world", 2, "1", "more_than", "more than doubled"),
    ("rare-earths", 17, "{element}", "exact", "17"),
    ("iron", 16, "%", "exact", "16% to 70%"),
    ("iron", 35, "%", "exact", "35%"),
    ("rare-earths", 0.5, "%", "more_than", "0.5–1.0%"),  # noqa: RUF001
    ("world", 90, "Mt", "more_than", "more than 90 million tons"),
    ("country:CN", 44, "Mt", "exact", "44 million tons"),
    ("group:BRICS", 85.0, "%", "exact", "85.0%"),
    ("group:US-AU", 7.4, "%", "exact", "7.4%"),
    ("world", 390, "kt/a", "exact", "390 thousand tons"),
    ("world", 15, "1", "more_than", "over 15 times"),
    ("world", 40, "a", "exact", "40 years ago"),
    ("world", 3.5, "kt/a", "exact", "3.5 thousand tons"),
    ("world", 2.83, "kt/a", "exact", "2.83 thousand tons"),
    ("world", 20, "%", "almost", "almost 20%"),
    ("event:embargo-2010", 72, "%", "exact", "72%"),
    ("event:tariff-2019", 10, "%", "exact", "10"),
    ("event:tariff-2019", 25, "%", "exact", "25%"),
    ("event:nd-price-2019", 337470, "CNY/t", "about", "337,470 yuan per ton"),
    ("event:nd-price-2019", 490214, "CNY/t", "exact", "490,214 yuan per ton"),
    ("event:quota-2022", 25, "%", "exact", "25%"),
    ("event:quota-2022", 210, "kt/a", "exact", "210 thousand tons"),
    ("event:quota-2022", 202, "kt/a", "exact", "202 thousand tons"),
    ("event:quota-2022", 24.7, "%", "exact", "24.7%"),
    ("world", 110, "kt/a", "about", "110 thousand tons"),
    ("world", 3, "1", "more_than", "more than tripled"),
    ("world", 9066, "kt/a", "exact", "9,066 thousand tons"),
    ("world", 22578, "kt/a", "exact", "22,578 thousand tons"),
    ("world", 8e9, "{person}", "exact", "8 billion"),
    ("world", 12, "{element}", "exact", "12"),
    ("world", 16, "{element}", "exact", "16"),
    ("world", 60, "{element}", "more_than", "more than 60"),
    ("world", 8.7, "10*9.USD", "exact", "USD 8.7 billion"),
    ("world", 4.47, "%/a", "exact", "4.47%"),
    ("world", 11.6, "10*9.USD", "exact", "USD 11.6 billion"),
    ("country:CN", 168, "kt/a", "exact", "168 thousand tons/year"),
    ("country:CN", 60, "%", "about", "about 60%"),
    ("country:CN", 80, "%", "almost", "almost 80%"),
    ("country:US", 45000, "t/a", "about", "45,000 tons"),
    ("country:US", 11.5, "%", "exact", "11.5%"),
    ("country:MM", 31000, "t/a", "exact", "31,000 tons"),
    ("country:AU", 13000, "t/a", "exact", "13,000 tons"),
    ("country:RU", 1, "%", "exact", "1%"),
    ("ussr", 15, "%", "exact", "15%"),
    ("ussr", 9, "{company}", "exact", "9"),
    ("country:RU", 1, "{company}", "exact", "only the Solikamsk magnesium plant"),
    ("country:CN", 67, "%", "up_to", "up to 67%"),
    ("country:CN", 72, "%", "about", "About 72%"),
)

#: The same for the companies, sections 4.2 to 4.7.
COMPANY_FIGURES: tuple[tuple[str, float, str, str, str], ...] = (
    ("company:baogang-group", 1954, "a", "exact", "1954"),
    ("company:china-north-rare-earth", 49, "{company}", "more_than", "over 49"),
    ("company:china-north-rare-earth", 12, "{province}", "exact", "12"),
    ("company:baogang-group", 5, "{sector}", "exact", "five"),
    ("company:baogang-group", 120, "kt/a", "exact", "120 thousand tons/year"),
    ("company:baogang-group", 10, "kt/a", "exact", "10 thousand tons/year"),
    ("company:baogang-group", 1_000_000, "{piece}/a", "exact", "1 million pcs./year"),
    ("company:baogang-group", 100, "{piece}/a", "exact", "100 pcs./year"),
    ("company:baogang-group", 100, "t/a", "exact", "100 tons/year"),
    ("company:baogang-group", 41, "kt/a", "exact", "41 thousand tons/year"),
    ("company:baogang-group", 23.5, "kt/a", "exact", "23.5 thousand tons/year"),
    ("company:baogang-group", 8.3, "kt/a", "exact", "8,3 thousand tons/year"),
    ("company:baogang-group", 12, "10*3.m3/a", "exact", "12 thousand m³/year"),
    ("company:baogang-group", 20, "{type}", "exact", "20 types"),
    ("company:baogang-group", -35, "Cel", "exact", "-35°C"),
    ("company:zibo-ganoderma", 25, "kt/a", "exact", "25 thousand tons/year"),
    ("company:jl-mag", 23000, "t/a", "exact", "23,000 tons/year"),
    ("company:jl-mag", 40, "kt/a", "exact", "40 thousand tons/year"),
    ("company:jl-mag", 48, "{patent}", "exact", "Forty-eight"),
    ("company:jl-mag", 23, "{patent}", "exact", "23"),
    ("company:jl-mag", 3766, "10*6.CNY", "exact", "3,766 million yuan"),
    ("company:jl-mag", 4, "10*9.CNY", "exact", "4 billion yuan"),
    ("company:jl-mag", 68.8, "%", "exact", "68.8%"),
    ("company:jl-mag", 2, "1", "almost", "almost double"),
    ("company:china-re-resources", 4, "{company}", "exact", "4"),
    ("company:china-re-resources", 3.87, "10*9.CNY", "exact", "3.87 billion yuan"),
    ("company:dingnan-dahua", 14, "{type}", "exact", "14 kinds"),
    ("company:dingnan-dahua", 2, "{type}", "exact", "2 kinds"),
    ("company:dingnan-dahua", 99.99, "%", "more_than", "exceeds 99.99%"),
    ("company:china-minmetals", 1950, "a", "exact", "1950"),
    ("company:china-minmetals", 22, "{company}", "exact", "22"),
    ("company:china-minmetals", 38, "{mine}", "exact", "38"),
    ("company:china-minmetals", 70, "%", "more_than", "more than 70%"),
    ("company:china-minmetals", 1000, "10*9.CNY", "more_than", "exceeded 1 trillion yuan"),
    ("company:china-minmetals", 850, "10*9.CNY", "more_than", "exceeded 850 billion yuan"),
    ("company:china-minmetals", 58, "1", "exact", "58th"),
    ("world", 500, "{company}", "exact", "500"),
    ("company:china-minmetals", 14, "{institute}", "exact", "14"),
    ("company:china-minmetals", 43, "{platform}", "exact", "43"),
    ("company:china-minmetals", 30000, "{person}", "more_than", "exceeds 30,000"),
    ("company:china-minmetals", 43000, "{patent}", "almost", "almost 43 thousand"),
    ("company:china-minmetals", 1400, "{standard}", "more_than", "more than 1,400"),
    ("company:xiamen-tungsten", 1958, "a", "exact", "1958"),
    ("company:xiamen-tungsten", 32.42, "10*9.CNY", "exact", "32.42 billion yuan"),
    ("company:xiamen-tungsten", 29.15, "%", "exact", "29.15%"),
    ("company:xiamen-tungsten", 4.8, "10*9.CNY", "exact", "4.8 billion yuan"),
    ("company:xiamen-tungsten", 56.98, "%", "exact", "56.98%"),
    ("company:xiamen-tungsten", 40.96, "10*9.CNY", "exact", "40.96 billion yuan"),
    ("company:aluminum-corporation-of-china", 2001, "a", "exact", "2001"),
    ("company:cisri", 1952, "a", "exact", "1952"),
    ("company:china-nonferrous-metal-mining", 1983, "a", "exact", "1983"),
    ("company:jiangxi-copper", 1979, "a", "exact", "1979"),
    ("company:ganzhou-qiandong", 1988, "a", "exact", "1988"),
)

#: The same for patents, mining problems and conclusions, sections 4.8 to 6.
LATER_FIGURES: tuple[tuple[str, float, str, str, str], ...] = (
    ("country:CN", 1585663, "{patent}", "exact", "1,585,663"),
    ("country:CN", 46.6, "%", "exact", "46.6%"),
    ("patent:CN113373326B", 50, "%", "more_than", "More than 50%"),
    ("patent:CN110205503B", 71.5, "%", "exact", "71.5%"),
    ("patent:CN110205503B", 95, "%", "exact", "95%"),
    ("patent:CN110205503B", 97, "%", "exact", "97%"),
    ("patent:CN109593977A", 97, "%", "more_than", "over 97%"),
    ("country:CN", 60, "%", "more_than", "more than 60%"),
    ("deposit:baotou", 1 / 3, "1", "about", "only a third"),
    ("deposit:baotou", 10, "%", "exact", "10%"),
    ("country:CN", 15, "{deposit}", "exact", "15"),
    ("country:CN", 50, "{deposit}", "exact", "50"),
    ("country:CN", 20, "a", "exact", "20 years ago"),
    ("deposit:tomtor", -16.3, "Cel", "exact", "-16.3°C"),
    ("industry", 30, "%", "about", "about 30%"),
    ("world", 40196, "{patent}", "exact", "40,196"),
    ("country:CN", 10920, "{patent}", "exact", "10,920"),
    ("country:JP", 4598, "{patent}", "exact", "4,598"),
    ("country:US", 3161, "{patent}", "exact", "3,161"),
    ("country:KR", 1726, "{patent}", "exact", "1,726"),
    ("country:DE", 1497, "{patent}", "exact", "1,497"),
    ("event:first-patent", 1902, "a", "exact", "1902"),
    ("world", 172, "{patent}", "exact", "172"),
    ("event:japan-leads-patents", 1975, "a", "exact", "1975"),
    ("event:first-cn-patents", 1985, "a", "exact", "1985"),
    ("event:japan-leads-patents", 2007, "a", "exact", "2007"),
    ("patents", 13, "%", "exact", "13%"),
    ("deposit:steenkampskraal", 2.58, "%", "exact", "2.58%"),
    ("deposit:steenkampskraal", 15.6, "kt", "exact", "15.6 thousand tons"),
)

#: Years, spans and counts the paper mentions about itself, and figures it prints a second time.
OTHER_FIGURES: tuple[tuple[str, float, str, str, str], ...] = (
    ("patents", 2019, "a", "exact", "2019"),
    ("patents", 2022, "a", "exact", "2022"),
    ("world", 390, "kt/a", "exact", "390 thousand tons"),
    ("country:CN", 1990, "a", "about", "1990s"),
    ("company:jl-mag", 40, "kt/a", "exact", "40 thousand tons/year"),
    ("patents", 2, "a", "exact", "2–3 years"),  # noqa: RUF001
    ("patents", 3, "{group}", "exact", "three"),
    ("company:east-china-jiaotong-university", 2019, "a", "exact", "2019"),
    ("company:east-china-jiaotong-university", 2022, "a", "exact", "2022"),
    ("patents", 3, "a", "exact", "three years"),
    ("world", 1950, "a", "exact", "1950"),
    ("patents", 10, "a", "exact", "10 years"),
)

#: Year of foundation, city of the seat (None where the paper names none).
COMPANIES: dict[str, tuple[int | None, str | None]] = {
    "Baogang Group": (1954, "Baotou"),
    "JL MAG Rare-Earth": (None, None),
    "China Rare Earth Resources and Technology": (None, "Ganzhou"),
    "China Minmetals": (1950, "Beijing"),
    "Xiamen Tungsten": (1958, None),
    "Aluminum Corporation of China": (2001, "Beijing"),
    "China Iron and Steel Research Institute Group": (1952, "Beijing"),
    "China Nonferrous Metal Mining (Group)": (1983, "Beijing"),
    "Jiangxi Copper": (1979, "Nanchang"),
    "Ganzhou Qiandong Rare Earth Group": (1988, "Ganzhou"),
}

#: Owners named in section 5, in printed order; all ten are printed as Japanese.
PATENT_OWNERS = (
    "Hitachi Metals, Ltd.",
    "TDK Corporation",
    "Toshiba",
    "China Petroleum & Chemical Corporation",
    "Nippon Steel Corporation",
    "Shin-Etsu Chemical Co., Ltd.",
    "Panasonic Corporation",
    "Sumitomo Metal Mining Co., Ltd.",
    "Kyocera",
    "Hitachi Ltd.",
)

#: (reference, publication as printed, date, owner as printed in the text, group by section).
PATENTS: tuple[tuple[int, str, str, str, str], ...] = (
    (44, "CN110178845", "2019-08-30", "China Agricultural University", "other"),
    (45, "CN113126501", "2021-07-16", "East China Jiaotong University", "mining"),
    (46, "CN114743060", "2022-07-12", "East China Jiaotong University", "mining"),
    (47, "CN209292445", "2019-08-23", "CHINA NORTH RARE EARTH (GROUP) HIGH-TECH Co.", "mining"),
    (48, "CN109295302", "2019-02-01", "CHINA NORTH RARE EARTH (GROUP) HIGH-TECH Co.", "mining"),
    (49, "CN109264763", "2019-01-25", "CHINA NORTH RARE EARTH (GROUP) HIGH-TECH Co.", "mining"),
    (50, "CN210596201", "2020-05-22", "CHINA ENFI ENGINEERING CORPORATION", "mining"),
    (51, "CN109182742", "2019-01-11", "CHINA ENFI ENGINEERING CORPORATION", "mining"),
    (52, "CN111636002A", "2022-04-19", "FANGXING RARE EARTH Co., Ltd", "processing"),
    (53, "CN113373326B", "2022-10-04", "YOUYAN RARE EARTH NEW MATERIALS Co., Ltd", "processing"),
    (54, "CN113667842B", "2022-09-20", "FANGXING RARE EARTH Co., Ltd", "processing"),
    (55, "CN111647744B", "2021-09-21", "FANGXING RARE EARTH Co., Ltd", "processing"),
    (
        56,
        "CN110205503B",
        "2021-04-06",
        "JIANGXI COPPER TECHNOLOGY RESEARCH INSTITUTE Co., Ltd",
        "processing",
    ),
    (57, "CN109593977A", "2021-11-23", "Northeast Normal University", "processing"),
    (
        58,
        "CN111118313B",
        "2022-03-25",
        "Steel Research Group Rare Earth Technology Co., Ltd",
        "green",
    ),
    (59, "CN110156217", "2019-08-23", "CHINA ALUMINUM RARE EARTH (YIXING) Co., Ltd", "green"),
    (60, "CN108531735B", "2020-03-31", "Hunan Rare Earth Metal & Material Institute", "green"),
    (61, "CN211922648", "2020-11-13", "CHINA ENFI ENGINEERING CORPORATION", "green"),
    (62, "CN105969994B", "2019-04-05", "CHINA SHENHUA ENERGY Co., Ltd", "green"),
)
