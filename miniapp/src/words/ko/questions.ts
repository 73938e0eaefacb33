import type { vi } from '../vi';

export const questions: typeof vi.questions = {
  title: '문의와 답변',
  text: '공안이 여기에서 답합니다.',
  ask: '새 문의 쓰기',
  why: '보내신 문의와 답을 보려면 로그인하세요.',
  mine: '내 문의',
  none: '아직 문의하지 않았습니다',
  noneText: '문의와 답이 여기에 나타납니다.',
  askedAt: (when) => `${when}에 물음`,
  statuses: {
    waiting: '담당자를 기다림',
    taken: '담당자가 답하는 중',
    asked_back: '담당자가 더 물음',
    answered: '답변 있음',
    solved: '해결됨',
    closed: '끝남',
    merged: '다른 문의와 함께 답변',
  },
};
