import type { vi } from '../vi';

export const results: typeof vi.results = {
  title: '찾은 결과',
  all: '모든 절차',
  count: (count) => `절차 ${count}건`,
  maybe: '필요하실 수 있는 것',
  none: '찾은 절차가 없습니다',
  noneText: '더 짧게, 예를 들어 “거주”로 찾거나 담당자에게 물어보세요.',
  corrected: (words) => `“${words}”의 결과입니다`,
  ask: '담당자에게 묻기',
  time: '기한',
  fee: '수수료',
  tellPolice: '공안에 알리기',
  openOffices: '지금 연 가까운 공안',
  online: '온라인으로 낼 수 있음',
  answer: {
    title: '답',
    which: '어느 경우에 해당하시나요?',
    where: '어느 곳을 물으시나요?',
    more: (count) => `${count}건 더 보기`,
    asOf: (day) => `${day} 기준`,
    open: '절차 전체 보기',
    helpful: '도움됨',
    unhelpful: '맞지 않음',
    thanks: '고맙습니다.',
  },
};
