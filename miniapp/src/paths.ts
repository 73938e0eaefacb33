/** Addresses of the screens, below /zapps/<id>/. Every link of the app is made here. */

const part = encodeURIComponent;

export const paths = {
  home: '/',
  results: (search: string) => `/search?q=${part(search)}`,
  procedure: (id: string) => `/procedures/${part(id)}`,
  dossiers: '/dossiers',
  dossier: (code: string) => `/dossiers/${part(code)}`,
  lookUp: '/lookup',
  lookUpCode: (code: string) => `/lookup?code=${part(code)}`,
  questions: '/questions',
  question: (id: number | string) => `/questions/${part(String(id))}`,
  ask: '/ask',
  askAbout: (procedure: string) => `/ask?procedure=${part(procedure)}`,
  offices: '/offices',
  office: (id: string) => `/offices/${part(id)}`,
  rate: (code: string) => `/rate?code=${part(code)}`,
  rateDossier: (code: string) => `/dossiers/${part(code)}/rating`,
  satisfaction: '/satisfaction',
  announcement: (id: string) => `/news/${part(id)}`,
  me: '/me',
  notices: '/me/notices',
  privacy: '/me/privacy',
};
