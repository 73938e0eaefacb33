"""The offices' figures as CSV. Figures of too few ratings are empty cells."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from citizens import access_log
from dossiers.exporting import BOM
from feedback.satisfaction.office_figures import OfficeFigures
from feedback.satisfaction.scores import Score
from feedback.satisfaction.shares import Share
from foundation.records.formulas import defused

COLUMNS = (
    "Mã đơn vị",
    "Đơn vị (gồm trực thuộc)",
    "Từ tháng",
    "Đến tháng",
    "Số đánh giá",
    "Điểm trung bình",
    "Hài lòng (%)",
    "Hồ sơ xong có hẹn trả",
    "Hồ sơ đúng hạn",
    "Đúng hạn (%)",
    "Đánh giá thấp đã đến lúc tính",
    "Xử lý đúng hạn",
    "Xử lý đúng hạn (%)",
)


KIND = access_log.Kind(
    "satisfaction", "Số liệu hài lòng", lambda _citizen: ()
)  # about nobody, but exports are logged like all others


def as_csv(
    months: tuple[date, date],
    offices: Mapping[str, tuple[str, str, OfficeFigures]],
    aspects: Mapping[tuple[str, str], Score],
    labels: Mapping[str, str],
) -> bytes:
    """Return one line per office, with the mean of each aspect.

    `offices` maps the published key to id, name and figures.
    """
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(
        [defused(column) for column in (*COLUMNS, *(f"Điểm: {label}" for label in labels.values()))]
    )
    for place, (key, name, figures) in offices.items():
        scores = (aspects.get((place, aspect)) for aspect in labels)
        cells = [
            key,
            name,
            *(f"{month:%m/%Y}" for month in months),
            *_format_figures(figures),
            *(_format_mean(score) for score in scores),
        ]
        writer.writerow([defused(cell) for cell in cells])
    return out.getvalue().encode()


def _format_figures(figures: OfficeFigures) -> Sequence[str]:
    score = figures.score
    satisfaction = (
        [str(score.count), _format_mean(score), _format_number(score.satisfied_percent)]
        if score
        else ["", "", ""]
    )
    return [*satisfaction, *_format_share(figures.on_time), *_format_share(figures.follow_ups)]


def _format_share(share: Share) -> list[str]:
    return [str(share.whole), str(share.part), _format_number(share.percent)]


def _format_mean(score: Score | None) -> str:
    return _format_number(score.mean) if score else ""


def _format_number(number: float | None) -> str:
    """Return a number for Vietnamese spreadsheets.

    >>> _format_number(66.7), _format_number(None)
    ('66,7', '')
    """
    return "" if number is None else str(number).replace(".", ",")
