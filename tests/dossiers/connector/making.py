"""Dossiers as the ministry's exchange has them: every member that a public implementation sends."""

from collections.abc import Mapping

# One dossier with all 37 members, values as that implementation writes them; nobody's data.
NATIONAL: Mapping[str, object] = {
    "MaHoSo": "G01.899.909-260916-000028",
    "MaTTHC": "1.001456",
    "TenTTHC": "Đăng ký thường trú",
    "MaLinhVuc": "G01-CT01",
    "TenLinhVuc": "Đăng ký, quản lý cư trú",
    "KenhThucHien": "2",
    "SoGiayToChuHoSo": "025199000028",
    "ChuHoSo": "Nguyễn Văn A",
    "LoaiDoiTuong": "1",
    "MaDoiTuong": "",
    "ThongTinKhac": "",
    "Email": "",
    "Fax": "",
    "SoDienThoai": "0912345678",
    "TrichYeuHoSo": "Dinhkem",
    "NgayTiepNhan": "20260916083000",
    "NgayHenTra": "20260925170000",
    "TrangThaiHoSo": "4",
    "NgayTra": "",
    "ThongTinTra": "",
    "HinhThuc": "0",
    "NgayKetThucXuLy": "",
    "DonViXuLy": "Công an phường Thanh Miếu",
    "GhiChu": "",
    "TaiLieuNop": [
        {
            "TepDinhKemId": "1",
            "TenTepDinhKem": "to-khai.pdf",
            "IsDeleted": "0",
            "MaThanhPhanHoSo": "KQ.G01.000001",
            "DuongDanTaiTepTin": "https://motcua.example.vn/tep/1",
            "DuocSoHoa": "1",
            "DuocTaiSuDung": "0",
            "DuocLayTuKhoDMQG": "1",
            "MaKetQuaThayThe": None,
        }
    ],
    "DanhSachLePhi": [
        {
            "TenPhiLePhi": "Lệ phí đăng ký cư trú",
            "MaPhiLePhi": "1",
            "HinhThucThu": "1",
            "Gia": "20000",
            "LoaiPhiLePhi": "1",
        }
    ],
    "DanhSachTepDinhKemKhac": [],
    "DanhSachHoSoBoSung": [],
    "DanhSachGiayToKetQua": [],
    "NoiNopHoSo": "2",
    "HoSoCoThanhPhanSoHoa": "0",
    "TaiKhoanDuocXacThucVoiVNeID": "0",
    "DuocThanhToanTrucTuyen": "0",
    "NgayTuChoi": "",
    "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "025199000028"}],
    "NgayNopHoSo": "20260915101500",
    "DSKetNoiCSDL": [{"MaCSDL": "1"}],
}
