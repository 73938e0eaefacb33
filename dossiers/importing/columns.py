"""The columns of the ministry's exchange, and the other names under which files carry them.

The names are those of the status synchronisation of the National Public Service Portal (MaHoSo,
MaTTHC …). Files of other systems have Vietnamese headers. A header that neither this table nor a
remembered mapping knows is mapped once by an officer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from foundation.records.vietnamese import syllables

IGNORED = "ignored"
MAX_COLUMNS = 100
MAX_HEADER_LENGTH = 120
MIN_LIKENESS = 0.36  # of the syllables of two headers, the share that both have


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our key, the exchange's header, a title for officers, other headers."""

    key: str
    header: str
    title: str
    others: tuple[str, ...] = ()
    required: bool = False
    personal: bool = field(default=False)


COLUMNS = (
    Column(
        "code",
        "MaHoSo",
        "Mã hồ sơ",
        ("Số hồ sơ", "Mã số hồ sơ", "Số biên nhận", "Mã biên nhận"),
        required=True,
    ),
    Column(
        "procedure_code",
        "MaTTHC",
        "Mã thủ tục",
        ("Mã TTHC", "Mã thủ tục hành chính"),
        required=True,
    ),
    Column(
        "procedure_name",
        "TenTTHC",
        "Tên thủ tục",
        ("Tên TTHC", "Tên thủ tục hành chính", "Thủ tục"),
    ),
    Column(
        "applicant",
        "ChuHoSo",
        "Chủ hồ sơ",
        ("Họ tên chủ hồ sơ", "Người nộp", "Họ và tên", "Tên người nộp"),
        personal=True,
    ),
    Column(
        "phone",
        "SoDienThoai",
        "Số điện thoại",
        ("Điện thoại", "SĐT", "Số ĐT", "Di động"),
        personal=True,
    ),
    Column(
        "id_number",
        "SoDinhDanh",
        "Số giấy tờ tuỳ thân",
        ("Số định danh", "Số CCCD", "CCCD", "Số căn cước", "CMND"),
        personal=True,
    ),
    Column("channel", "KenhThucHien", "Kênh nộp", ("Hình thức nộp", "Cách thức nộp")),
    Column(
        "submitted_at", "NgayNopHoSo", "Ngày nộp", ("Ngày nộp hồ sơ", "Ngày nộp", "Thời gian nộp")
    ),
    Column(
        "accepted_at",
        "NgayTiepNhan",
        "Ngày tiếp nhận",
        ("Ngày nhận", "Ngày tiếp nhận hồ sơ", "Thời gian tiếp nhận"),
        required=True,
    ),
    Column(
        "due_at",
        "NgayHenTra",
        "Ngày hẹn trả",
        ("Ngày hẹn trả kết quả", "Hạn trả", "Hạn xử lý", "Thời hạn trả"),
    ),
    Column(
        "status",
        "TrangThaiHoSo",
        "Trạng thái",
        ("Trạng thái hồ sơ", "Tình trạng", "Tình trạng hồ sơ"),
        required=True,
    ),
    Column(
        "completed_at",
        "NgayKetThucXuLy",
        "Ngày xử lý xong",
        ("Ngày kết thúc xử lý", "Ngày hoàn thành", "Ngày có kết quả"),
    ),
    Column("returned_at", "NgayTra", "Ngày trả", ("Ngày trả kết quả", "Ngày trả hồ sơ")),
    Column(
        "office",
        "DonViXuLy",
        "Đơn vị xử lý",
        ("Đơn vị", "Cơ quan xử lý", "Cơ quan thực hiện", "Đơn vị thụ lý"),
    ),
    Column("reason", "LyDo", "Lý do", ("Lý do từ chối", "Lý do dừng")),
    Column(
        "papers",
        "GiayToBoSung",
        "Giấy tờ cần bổ sung",
        ("Giấy tờ bổ sung", "Nội dung bổ sung", "Hồ sơ cần bổ sung"),
    ),
    Column("supplement_due", "HanBoSung", "Hạn bổ sung", ("Hạn nộp bổ sung", "Ngày hẹn bổ sung")),
    Column("fee", "SoTienPhaiNop", "Số tiền phải nộp", ("Phí, lệ phí phải nộp", "Số tiền")),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}

# Columns of the exchange that are ignored: personal, or only of use to the ministry.
_UNUSED = (
    "STT",
    "MaLinhVuc",
    "TenLinhVuc",
    "LoaiDoiTuong",
    "MaDoiTuong",
    "ThongTinKhac",
    "Email",
    "Fax",
    "TrichYeuHoSo",
    "ThongTinTra",
    "HinhThuc",
    "GhiChu",
    "TaiLieuNop",
    "DanhSachLePhi",
    "DanhSachTepDinhKemKhac",
    "DanhSachHoSoBoSung",
    "DanhSachGiayToKetQua",
    "NoiNopHoSo",
    "HoSoCoThanhPhanSoHoa",
    "DSKetNoiCSDL",
    "DuocThanhToanTrucTuyen",
    "NgayThanhToan",
    "MaCSDL",
    "DinhDanh",
)


def folded(header: str) -> str:
    """Return a header for comparison: no marks, case, spaces or signs.

    >>> folded("Ngày tiếp nhận"), folded("NgayTiepNhan")
    ('ngaytiepnhan', 'ngaytiepnhan')
    """
    return "".join(syllables(header))


_KNOWN = {
    folded(name): column.key
    for column in COLUMNS
    for name in (column.header, column.title, *column.others)
}
_KNOWN |= {folded(name): IGNORED for name in _UNUSED}


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a table as written, and what each column holds.

    `keys` has a key, IGNORED, or None if nobody said.
    """

    names: tuple[str, ...]
    keys: tuple[str | None, ...]

    @property
    def missing(self) -> list[Column]:
        """The required columns that the file lacks."""
        return [column for column in COLUMNS if column.required and column.key not in self.keys]

    @property
    def unknown(self) -> list[str]:
        """The headers whose meaning nobody has given."""
        return [
            name for name, key in zip(self.names, self.keys, strict=True) if key is None and name
        ]

    @property
    def ignored(self) -> list[str]:
        """The headers that are left out, because the table or an officer says so."""
        return [name for name, key in zip(self.names, self.keys, strict=True) if key == IGNORED]

    @property
    def repeated(self) -> list[Column]:
        """The columns that occur more than once, so that nobody knows which one is meant."""
        return [column for column in COLUMNS if self.keys.count(column.key) > 1]

    @property
    def to_explain(self) -> bool:
        """Whether an officer has to say what some columns hold: nothing is dropped unasked."""
        return bool(self.missing or self.repeated or self.unknown)

    def name(self, key: str) -> str:
        """Return the header of a column as in the file, or the exchange's name without one."""
        return self.names[self.keys.index(key)] if key in self.keys else BY_KEY[key].header

    def known(self) -> int:
        """Return how many columns of dossiers are recognised."""
        return len({key for key in self.keys if key in BY_KEY})


def recognise(names: Iterable[str], remembered: Mapping[str, str]) -> Headers:
    """Return what the headers `names` hold.

    `remembered` maps folded headers to keys and takes precedence over the table.
    """
    plain = tuple(" ".join(name.split())[:MAX_HEADER_LENGTH] for name in names)
    meanings = {**_KNOWN, **remembered}
    return Headers(plain, tuple(meanings.get(folded(name)) if name else None for name in plain))


def guess(header: str) -> str:
    """Return the title of the column that an unknown header most likely is; "" without a clue.

    >>> guess("Họ tên công dân"), guess("Ghi chú khác")
    ('Chủ hồ sơ', '')
    """
    words = set(syllables(header))
    likeness = {
        column.title: max(_likeness(words, name) for name in (column.title, *column.others))
        for column in COLUMNS
    }
    best = max(likeness, key=lambda title: likeness[title])
    return best if likeness[best] >= MIN_LIKENESS else ""


def _likeness(words: set[str], name: str) -> float:
    others = set(syllables(name))
    return len(words & others) / len(words | others)


def is_header(values: Sequence[object], remembered: Mapping[str, str]) -> bool:
    """Return True if a line names the dossier's code and at least one more column."""
    names = [value if isinstance(value, str) else "" for value in values[:MAX_COLUMNS]]
    headers = recognise(names, remembered)
    return "code" in headers.keys and headers.known() > 1


def choices() -> list[tuple[str, str]]:
    """Return what a header may be mapped to, for forms."""
    return [
        *((column.key, f"{column.title} ({column.header})") for column in COLUMNS),
        (IGNORED, "Bỏ qua cột này"),
    ]
