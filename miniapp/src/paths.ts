/** Addresses of the screens, below /zapps/<id>/. Every link of the app is built here. */

const part = encodeURIComponent;

/** The case of a procedure, as it stands in a link. */
export interface Chosen {
  case?: string;
  channel?: string;
}

function queryOf(values: object, before: [string, string][] = []): string {
  const given = [...before, ...Object.entries(values).filter(([, value]) => value)] as [string, string][];
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
}

/** What is known of a visit before its hour is chosen; `move` is the number of an appointment that is moved. */
export interface ToBook {
  procedure?: string;
  office?: string;
  queue?: string;
  dossier?: string;
  day?: string;
  move?: string;
}

/** A deep link below /zapps/<id>/, which Zalo opens, and links.ts reads. */
export const shared = (of: 'office' | 'procedure', id: string, chosen: Chosen = {}) => `/${queryOf(chosen, [[of, id]])}`;

export const paths = {
  home: '/',
  all: '/search',
  results: (search: string) => `/search?q=${part(search)}`,
  procedure: (id: string, chosen: Chosen = {}) => `/procedures/${part(id)}${queryOf(chosen)}`,
  form: (id: string, office: string) => `/forms/${part(id)}${queryOf({ office })}`,
  dossiers: '/dossiers',
  dossier: (code: string) => `/dossiers/${part(code)}`,
  lookUp: '/lookup',
  lookUpCode: (code: string) => `/lookup?code=${part(code)}`,
  questions: '/questions',
  question: (id: number | string) => `/questions/${part(String(id))}`,
  ask: '/ask',
  askAbout: (procedure: string) => `/ask?procedure=${part(procedure)}`,
  askOffice: (office: string) => `/ask?office=${part(office)}`,
  askDossier: (code: string) => `/ask?dossier=${part(code)}`,
  offices: '/offices',
  office: (id: string) => `/offices/${part(id)}`,
  officesFor: (place: string) => `/offices?place=${part(place)}`,
  rate: (code: string) => `/rate?code=${part(code)}`,
  scan: '/rate',
  rateDossier: (code: string) => `/dossiers/${part(code)}/rating`,
  reportKinds: '/report',
  reporting: (kind: string) => `/report/${part(kind)}`,
  reports: '/reports',
  report: (number: string) => `/reports/${part(number)}`,
  lookUpReport: '/reports/lookup',
  scam: '/scam',
  fines: '/fines',
  satisfaction: '/satisfaction',
  satisfactionOf: (office: string) => `/satisfaction?office=${part(office)}`,
  news: '/news',
  announcement: (id: string) => `/news/${part(id)}`,
  myChallenges: '/me/news',
  visits: '/visits',
  visit: (id: number | string) => `/visits/${part(String(id))}`,
  booking: (known: ToBook = {}) => `/visits/new${queryOf(known)}`,
  onTheSpot: (scanned: string) => `/visits/spot?code=${part(scanned)}`,
  slip: '/visits/slip',
  me: '/me',
  notices: '/me/notices',
  privacy: '/me/privacy',
  data: '/me/data',
  settings: '/me/settings',
  myRatings: '/me/ratings',
  policy: '/policy',
  foreigners: '/foreigners',
};
