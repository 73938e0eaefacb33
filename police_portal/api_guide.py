"""What stands before the endpoints in the API's document.

Front-end developers read nothing else.
"""

from collections.abc import Sequence

TAGS: Sequence[dict[str, str]] = (
    {
        "name": "procedures",
        "description": "Thủ tục: tìm kiếm, chi tiết, danh mục giấy tờ cho trường hợp của mình. "
        "Không cần đăng nhập.",
    },
    {
        "name": "offices",
        "description": "Lĩnh vực và đơn vị công an: theo nơi ở (tên cũ hoặc mới), vị trí, giờ làm "
        "việc. Không cần đăng nhập.",
    },
    {
        "name": "citizens",
        "description": "Đăng nhập bằng Zalo, thông tin của tôi, số điện thoại, thông báo, yêu cầu "
        "về dữ liệu.",
    },
    {
        "name": "privacy",
        "description": "Dữ liệu cá nhân: mục đích và thời hạn lưu, đồng ý và rút lại, tải dữ liệu "
        "của tôi.",
    },
    {
        "name": "dossiers",
        "description": "Hồ sơ của tôi, tra cứu bằng mã và yếu tố thứ hai, theo dõi.",
    },
    {"name": "questions", "description": "Hỏi cán bộ, ảnh gửi kèm, câu trả lời đã công bố."},
    {
        "name": "ratings",
        "description": "Đánh giá hồ sơ đã xong và lần đến trụ sở; trả lời của đơn vị.",
    },
    {
        "name": "satisfaction",
        "description": "Mức độ hài lòng đã công bố, từ 5 đánh giá trở lên. Không cần đăng nhập.",
    },
    {"name": "integration", "description": "Dành cho hệ thống của tỉnh, không dành cho Mini App."},
)

DESCRIPTION = """
## Bắt đầu

Danh mục thủ tục, đơn vị và câu trả lời đã công bố đọc được ngay, không cần đăng nhập:

    GET /api/v1/procedures/?search=mat+ho+chieu

## Đăng nhập

1. Mini App gọi `getAccessToken()` và gửi token đó một lần tới `POST /api/v1/session/`. Không gửi id, tên hay số điện
   thoại: dịch vụ hỏi Zalo.
2. Mọi yêu cầu sau đó gửi `Authorization: Bearer <token>` với token nhận được; token sống tới `expires_at`. Không dùng
   cookie.
3. **401** chỉ có nghĩa là phiên đã hết hạn hoặc bị kết thúc (hoặc, lúc đăng nhập, Zalo không nhận token): khi đó lấy
   token mới và đăng nhập lại.
   Lỗi nghiệp vụ không bao giờ là 401.
4. Số điện thoại là tuỳ chọn: mã của `getPhoneNumber()` (sống 2 phút, dùng một lần) gửi kèm lúc đăng nhập hoặc tới `POST
   /api/v1/me/phone/`.

## Lỗi

Luôn là `application/problem+json` (RFC 9457): rẽ nhánh theo `code`, hiển thị nguyên văn `detail`; `errors[]` chỉ từng
giá trị chưa đúng bằng
JSON Pointer. Người dùng báo lỗi thì hỏi họ `instance`: đó là mã yêu cầu trong nhật ký. Với 429 và 503, chờ số giây ở
`Retry-After`.
Của người khác và không tồn tại đều là 404.

## Gửi

Nội dung là JSON, trường lạ bị từ chối. Mạng chập chờn: gửi kèm `Idempotency-Key` (một UUID cho mỗi lần bấm nút) thì gửi
lại không bị làm hai lần.

## Nhận

Danh sách chia trang bằng `page` và `page_size`. Câu trả lời công khai có `ETag`: gửi lại trong `If-None-Match` để nhận
304. Thời điểm theo UTC
(ISO 8601), ngày theo giờ Việt Nam. Chữ không có là chuỗi trống; số và ngày không có là null. Trường mới có thể được
thêm: bỏ qua trường chưa biết.
"""
