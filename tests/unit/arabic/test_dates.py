import tomllib
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic.dates import resolved, stamps, written

FETCHED = datetime(2025, 3, 1, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الجمعة 28 فبراير 2025 - 14:30", "2025-02-28T14:30"),
        ("28 شباط/فبراير 2025", "2025-02-28"),
        ("28 شباط (فبراير) 2025م الساعة 2:30 مساءً", "2025-02-28T14:30"),
        ("28 من فبراير عام 2025", "2025-02-28"),
        ("3 غشت 2024", "2024-08-03"),  # Morocco
        ("5 ماي 2023 على 10:20", "2023-05-05T10:20"),  # the Maghreb
        ("12 كانون الثاني 2024", "2024-01-12"),  # the Levant
        ("١٣/٠٤/٢٠١٨", "2018-04-13"),
        ("٢٨ فبراير ٢٠٢٥ ١٠:٠٥ ص", "2025-02-28T10:05"),
        ("12:10 ص 3 مايو 2024", "2024-05-03T00:10"),
        ("فبراير 26, 2018", "2018-02-26"),
        ("28th, February 2025 GMT", "2025-02-28"),
        ("Fri, 28 Feb 2025 22:05 GMT", "2025-02-28T22:05Z"),
        ("4 March 2025 - 08:00 GMT+3", "2025-03-04T08:00+03:00"),
        ("le 3 février 2024", "2024-02-03"),
        ("2025-02-28T14:30:05+03:00", "2025-02-28T14:30+03:00"),
        ("2025/2/28", "2025-02-28"),
        ("2024 مايو 03", "2024-05-03"),
        ("03-مايو-2024", "2024-05-03"),
        ("مايو 3, 2024 مايو 4", "2024-05-03"),
        ("1.2.2025", "2025-02-01"),  # day before month
        ("02-28-2025", "2025-02-28"),  # but where only one reading is a date
        ("29 شعبان 1446هـ الموافق 28 فبراير 2025م", "2025-02-28"),
    ],
)
def test_a_written_day(text: str, day: str) -> None:
    assert [day_ for stamp in stamps(text) if (day_ := written(stamp))] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "في 28 فبراير",
        "31 فبراير 2024",
        "29 شعبان 1446",
        "1446/8/29 هـ",
        "قبل 3 ساعات",
        "2024/55/3",
        "فبراير/مارس 2024",
        "14:30",
    ],
)
def test_what_states_no_full_day_gives_none(text: str) -> None:
    assert [day for stamp in stamps(text) if (day := written(stamp))] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قبل 3 ساعات", "2025-02-28"),
        ("منذ ٤٥ دقيقة", "2025-03-01"),
        ("منذ ساعتين", "2025-02-28"),  # the dual is two
        ("قبل يومين", "2025-02-27"),
        ("منذ أسبوع", "2025-02-22"),
        ("اليوم الساعة 00:15", "2025-03-01"),
        ("أمس", "2025-02-28"),
        ("أول من أمس", "2025-02-27"),
        ("5 hours ago", "2025-02-28"),
    ],
)
def test_a_relative_stamp_is_reckoned_from_the_fetch(text: str, day: str) -> None:
    assert [resolved(stamp, FETCHED) for stamp in stamps(text)] == [day]


def test_every_listed_month_is_read_as_its_own() -> None:
    tables = tomllib.loads(files("services.arabic").joinpath("months.toml").read_text(encoding="utf-8"))
    for table in ("gregorian", "english", "french"):
        for month, names in tables[table].items():
            for name in names:
                assert [written(stamp) for stamp in stamps(f"7 {name} 2024")] == [f"2024-{int(month):02}-07"], name


def test_a_time_belongs_to_the_nearest_date_of_its_line_only() -> None:
    assert [written(stamp) for stamp in stamps("3 مايو 2024\n10:30")] == ["2024-05-03", None]
    assert [written(stamp) for stamp in stamps("3 مايو 2024 4 مايو 2024 10:30")] == ["2024-05-03", "2024-05-04T10:30"]


@given(st.text(alphabet="0123456789٠١٢:/-. مايوقبلساعتينأمسGMT+TZص"))
def test_stamps_lie_apart_in_any_text(text: str) -> None:
    found = stamps(text)
    assert all(0 <= stamp.start < stamp.end <= len(text) for stamp in found)
    for stamp in found:
        written(stamp)
        resolved(stamp, FETCHED)
