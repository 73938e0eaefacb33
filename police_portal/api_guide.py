"""What front-end developers read at the head of the API's document."""

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
