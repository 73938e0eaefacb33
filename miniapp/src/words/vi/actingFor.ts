export const actingFor = {
  legend: 'Ông/bà làm việc này cho ai?',
  choices: { self: 'Cho tôi', child: 'Cho con', parent: 'Cho cha, mẹ', other: 'Người khác' },
  paper: {
    child: 'Con chưa thành niên: cha, mẹ hoặc người giám hộ khai thay. Mang giấy tờ của ông/bà và giấy khai sinh của con, hoặc giấy về việc giám hộ.',
    parent: 'Thường cần giấy ủy quyền của cha, mẹ. Có việc cần công chứng hoặc chứng thực, có việc không cần: ông/bà xem «Cần mang gì», hoặc hỏi nơi nộp.',
    other: 'Thường cần giấy ủy quyền. Có việc cần công chứng hoặc chứng thực: ông/bà xem «Cần mang gì», hoặc hỏi nơi nộp.',
  },
  lookUp: 'Tra cứu thay được: dùng mã hồ sơ và số điện thoại hoặc căn cước của người đứng tên hồ sơ. Không cần giấy ủy quyền.',
};
