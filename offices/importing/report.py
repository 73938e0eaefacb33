"""The report of an import for the operator, in Vietnamese."""

from collections.abc import Iterator

from offices.importing.plan import Plan
from offices.importing.run import Outcome


def report_lines(outcome: Outcome) -> Iterator[str]:
    """Yield the counts, then each row that was changed, ended or kept."""
    for name, plan in (("Lĩnh vực", outcome.fields), ("Đơn vị", outcome.offices)):
        if (
            plan.created
            or plan.changed
            or plan.ended
            or plan.kept
            or plan.conflicts
            or plan.unchanged
            or plan.adopted
        ):
            yield _counts(name, plan)
            yield from _details(plan)


def _counts(name: str, plan: Plan) -> str:
    return (
        f"{name}: thêm {len(plan.created)}, sửa {len(plan.changed)}, kết thúc {len(plan.ended)}, "
        f"xung đột {len(plan.conflicts)}, giữ bản cán bộ sửa {len(plan.kept)}, không đổi "
        f"{plan.unchanged + len(plan.adopted)}."
    )


def _details(plan: Plan) -> Iterator[str]:
    yield from (f"    sửa {key}: {', '.join(names)}" for key, names in sorted(plan.changed.items()))
    yield from (f"    kết thúc {key}: vắng trong tệp" for key in sorted(plan.ended))
    yield from (
        f"    giữ {key}: cán bộ đã sửa {', '.join(names)}"
        for key, names in sorted(plan.kept.items())
    )
    for key, names in sorted(plan.conflicts.items()):
        yield f"    XUNG ĐỘT {key}: cán bộ đã sửa và tệp cũng đổi ({', '.join(names)})."
        yield f"      Giữ bản của cán bộ; thêm --overwrite {key} để lấy theo tệp."
