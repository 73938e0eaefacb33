export const questions = {
  title: 'Hỏi và trả lời',
  text: 'Cơ quan công an trả lời ông/bà tại đây.',
  ask: 'Viết câu hỏi mới',
  why: 'Đăng nhập để xem các câu hỏi ông/bà đã gửi và câu trả lời.',
  mine: 'Câu hỏi của tôi',
  none: 'Ông/bà chưa hỏi câu nào',
  noneText: 'Câu hỏi và câu trả lời sẽ hiện ở đây.',
  askedAt: (when: string) => `Hỏi lúc ${when}`,
  statuses: {
    waiting: 'Đang chờ cán bộ nhận',
    taken: 'Cán bộ đang trả lời',
    asked_back: 'Cán bộ hỏi thêm ông/bà',
    answered: 'Đã có câu trả lời',
    solved: 'Đã giải quyết xong',
    closed: 'Đã kết thúc',
    merged: 'Trả lời chung ở câu khác',
  } as Record<string, string>,
};
