export const results = {
  title: 'Kết quả tìm',
  count: (count: number) => `${count} thủ tục`,
  none: 'Chưa tìm thấy thủ tục nào',
  noneText: 'Ông/bà thử viết ngắn hơn, ví dụ «căn cước», «tạm trú», hoặc hỏi cán bộ.',
  corrected: (words: string) => `Đang hiện kết quả cho «${words}»`,
  ask: 'Hỏi cán bộ',
  time: 'Thời hạn',
  fee: 'Phí',
  tellPolice: 'Tố giác, báo tin cho công an',
  openOffices: 'Công an gần nhất đang mở cửa',
  online: 'Nộp được qua mạng',
};
