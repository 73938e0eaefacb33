/** The few words of the frame that stands before any other file has arrived, in all languages. */
export interface ShellWords {
  emergencies: string;
  police: string;
  fire: string;
  ambulance: string;
  /** The app could not be downloaded. */
  noNetwork: string;
}

const WORDS: Record<string, ShellWords> = {
  vi: {
    emergencies: 'Gọi khẩn cấp',
    police: 'Công an',
    fire: 'Cứu hỏa',
    ambulance: 'Cấp cứu',
    noNetwork: 'Không có mạng. Có mạng, ứng dụng sẽ tự mở tiếp. — No connection. The app goes on once there is one.',
  },
  en: {
    emergencies: 'Emergency calls',
    police: 'Police',
    fire: 'Fire',
    ambulance: 'Ambulance',
    noNetwork: 'No connection. The app goes on once there is one.',
  },
  zh: { emergencies: '紧急电话', police: '公安', fire: '消防', ambulance: '急救', noNetwork: '没有网络。网络恢复后应用会自动继续。' },
  ko: { emergencies: '긴급 전화', police: '공안', fire: '소방', ambulance: '구급', noNetwork: '인터넷 연결이 없습니다. 연결되면 앱이 계속됩니다.' },
};

export const shellWords = (language: string): ShellWords => WORDS[language] ?? (WORDS.vi as ShellWords);
