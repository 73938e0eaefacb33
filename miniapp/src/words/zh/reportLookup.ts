import type { vi } from '../vi';

export const reportLookup: typeof vi.reportLookup = {
  title: '查询匿名反映',
  text: '用发送时抄下的编号和密码。应用不保存这两项。',
  number: '反映编号',
  numberHint: '例如 PA26-7K3M9Q',
  numberMissing: '请输入反映编号。',
  secret: '密码',
  secretHint: '16 个字母和数字。可以粘贴抄下的整行。',
  secretMissing: '请输入密码。',
  button: '查看反映',
  notFound: '没有找到反映',
  notFoundText: '编号或密码不对。请逐字检查。',
  open: '30 分钟内可以查看和补充；之后请重新输入。',
  again: '重新输入',
};
