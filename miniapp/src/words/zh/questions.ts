import type { vi } from '../vi';

export const questions: typeof vi.questions = {
  title: '问答',
  text: '公安在这里回复您的问题。',
  ask: '写新问题',
  why: '登录后查看您的问题和回复。',
  mine: '我的问题',
  none: '您还没有提问',
  noneText: '问题和回复会显示在这里。',
  askedAt: (when) => `${when} 提问`,
  statuses: {
    waiting: '等待办事人员接收',
    taken: '办事人员正在回复',
    asked_back: '办事人员向您询问',
    answered: '已有回复',
    solved: '已解决',
    closed: '已结束',
    merged: '与另一个问题一起回复',
  },
};
