"""The figures of offices as CSV.

Suppressed as everywhere: what has too few ratings is an empty cell.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from citizens import access_log
from dossiers.exporting import BOM
from feedback.satisfaction.scores import OfficeFigures, Score, Share
from foundation.records.formulas import defused

COLUMNS = (
    "Mã đơn vị", "Đơn vị (gồm trực thuộc)", "Từ tháng", "Đến tháng", "Số đánh giá", "Điểm trung bình", "Hài lòng (%)",
    "Hồ sơ xong có hẹn trả", "Hồ sơ đúng hạn", "Đúng hạn (%)", "Đánh giá thấp đã đến lúc "
                                                               "tính", "Xử lý đúng hạn", "Xử lý đúng hạn (%)",
)  # fmt: skip


KIND = access_log.Kind(
    "satisfaction", "Số liệu hài lòng", lambda _citizen: ()
)  # about nobody; exports are logged as all are


def as_csv(
    months: tuple[date, date],
    offices: Mapping[str, tuple[str, str, OfficeFigures]],
    aspects: Mapping[tuple[str, str], Score],
    labels: Mapping[str, str],
) -> bytes:
    """Return one line for each office (id, name and figures, by what they are published under).

    With the mean of each aspect.
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
            *_cells(figures),
            *(_mean(score) for score in scores),
        ]
        writer.writerow([defused(cell) for cell in cells])
    return out.getvalue().encode()


def _cells(figures: OfficeFigures) -> Sequence[str]:
    score = figures.score
    satisfaction = (
        [str(score.count), _mean(score), _number(score.satisfied_percent)]
        if score
        else ["", "", ""]
    )
    return [*satisfaction, *_share(figures.on_time), *_share(figures.follow_ups)]


def _share(share: Share) -> list[str]:
    return [str(share.whole), str(share.part), _number(share.percent)]


def _mean(score: Score | None) -> str:
    return _number(score.mean) if score else ""


def _number(number: float | None) -> str:
    """Return a number as Vietnamese spreadsheets read it.

    >>> _number(66.7), _number(None)
    ('66,7', '')
    """
    return "" if number is None else str(number).replace(".", ",")
