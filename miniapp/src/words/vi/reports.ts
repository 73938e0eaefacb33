export const reports = {
  title: 'Phản ánh của tôi',
  anew: 'Gửi phản ánh mới',
  why: 'Đăng nhập để xem các phản ánh ông/bà đã gửi.',
  mine: 'Đã gửi',
  none: 'Chưa có phản ánh nào',
  noneText: 'Phản ánh gửi không tên không có ở đây; ông/bà tra cứu bằng số và mã bí mật.',
};
