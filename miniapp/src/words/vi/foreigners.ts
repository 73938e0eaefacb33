export const foreigners = {
  title: 'Người nước ngoài',
  prevails: 'Bản tiếng Việt có giá trị. Bản dịch chỉ để tham khảo.',
  emergency: 'Gọi khẩn cấp, miễn phí, cả ngày đêm',
  say: 'Nói khi gọi',
  phrases: [
    ['Tôi cần công an. Tôi ở …', 'Tôi cần công an. Tôi ở …'],
    ['Tôi bị mất hộ chiếu.', 'Tôi bị mất hộ chiếu.'],
    ['Có ai nói tiếng Anh không?', 'Có ai nói tiếng Anh không?'],
  ] as [own: string, vietnamese: string][],
  most: 'Việc thường cần',
  topics: [
    ['Khai báo tạm trú', 'khai báo tạm trú người nước ngoài'],
    ['Gia hạn tạm trú', 'gia hạn tạm trú người nước ngoài'],
    ['Thị thực', 'thị thực'],
    ['Thẻ tạm trú', 'thẻ tạm trú'],
    ['Thẻ thường trú', 'thẻ thường trú người nước ngoài'],
  ] as [name: string, search: string][],
  offices: 'Tìm trụ sở gần tôi',
  ask: 'Hỏi cán bộ',
  askText: 'Ông/bà viết tiếng Anh cũng được; câu trả lời có thể bằng tiếng Việt.',
};
