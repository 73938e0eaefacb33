"""The columns of the ministry's exchange, and the other names under which files carry them.

The names are those of the status synchronisation of the National Public Service Portal (MaHoSo,
MaTTHC …). Files of other systems have Vietnamese headers.
"""

from foundation.importing.columns import Column, Layout

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
        ("Số định danh", "Số CCCD", "CCCD", "Số căn cước", "CMND", "SoGiayToChuHoSo"),
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
    Column("declined_at", "NgayTuChoi", "Ngày từ chối"),
)

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
    "TaiKhoanDuocXacThucVoiVNeID",
    "DinhDanhCHS",
    "DSKetNoiCSDL",
    "DuocThanhToanTrucTuyen",
    "NgayThanhToan",
    "MaCSDL",
    "DinhDanh",
)

DOSSIERS = Layout(COLUMNS, "hồ sơ", _UNUSED)
