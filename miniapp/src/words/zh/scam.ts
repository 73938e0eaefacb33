import type { vi } from '../vi';

export const scam: typeof vi.scam = {
  label: '粘贴短信、电话、账户或链接',
  hint: '应用不打开链接，也不保存内容。',
  button: '检查',
};
