export const scam = {
  label: 'Dán tin nhắn, số điện thoại, số tài khoản hoặc đường dẫn',
  hint: 'Ứng dụng không mở đường dẫn và không giữ lại gì.',
  button: 'Kiểm tra',
};
