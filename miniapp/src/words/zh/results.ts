import type { vi } from '../vi';

export const results: typeof vi.results = {
  title: '查找结果',
  all: '全部手续',
  count: (count) => `${count} 项手续`,
  maybe: '您可能需要',
  none: '没有找到手续',
  noneText: '请写短一些，例如“暂住”，或询问公安人员。',
  corrected: (words) => `显示“${words}”的结果`,
  ask: '询问公安人员',
  time: '期限',
  fee: '费用',
  tellPolice: '向公安举报',
  openOffices: '最近的正在开门的公安',
  online: '可网上提交',
  answer: {
    title: '答案',
    which: '您属于哪种情况？',
    where: '您问的是哪个地方？',
    more: (count) => `还有 ${count} 项`,
    asOf: (day) => `截至 ${day}`,
    open: '查看整项手续',
    helpful: '有用',
    unhelpful: '不对',
    thanks: '谢谢。',
  },
};
